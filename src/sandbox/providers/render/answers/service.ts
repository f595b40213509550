import { OWNER, REPOSITORY, WEB_APP_ID } from '../account.ts';
import type { Links } from '../links.ts';
import { findService } from '../services.ts';
import type { Service, World } from '../world.ts';

/** A service as every operation on services answers it: a web service built from Git. */
export function serviceResponse(service: Service, world: World, links: Links) {
  const parent = service.parentId === null ? undefined : findService(world, service.parentId);
  return {
    id: service.id,
    name: service.name,
    ownerId: OWNER.id,
    type: 'web_service',
    repo: REPOSITORY.url,
    branch: service.branch,
    autoDeploy: service.autoDeploy ? 'yes' : 'no',
    notifyOnFail: 'default',
    rootDir: '',
    slug: service.slug,
    dashboardUrl: links.service(service),
    suspended: service.suspended ? 'suspended' : 'not_suspended',
    suspenders: service.suspended ? ['user'] : [],
    createdAt: written(service.createdAt),
    updatedAt: written(service.updatedAt),
    serviceDetails: {
      env: 'node',
      runtime: 'node',
      envSpecificDetails: {
        buildCommand: 'npm ci && npm run build',
        startCommand: 'npm start',
        preDeployCommand: 'npm run migrate',
      },
      plan: 'starter',
      buildPlan: 'starter',
      region: 'frankfurt',
      numInstances: 1,
      healthCheckPath: '/healthz',
      openPorts: [],
      url: links.site(service),
      previews: { generation: service.previews },
      pullRequestPreviewsEnabled: service.id === WEB_APP_ID && service.previews !== 'off' ? 'yes' : 'no',
      ...(parent ? { parentServer: { id: parent.id, name: parent.name } } : {}),
    },
  };
}

function written(at: number): string {
  return new Date(at).toISOString();
}
