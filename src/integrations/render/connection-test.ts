import type { ConnectionReport } from '../contract.ts';
import { hasCode, ProviderError } from '../errors.ts';
import { writtenTime } from '../written-time.ts';
import type { DeployAnswer, ServiceAnswer } from './answers.ts';
import type { RenderApi } from './api.ts';
import { requireDeployable } from './preview-service.ts';
import { isPullRequestPreview, refuseProduction } from './production.ts';
import { previewsAreOff, turnOn } from './pull-request-previews.ts';
import type { RenderSettings } from './settings.ts';

const RECENT = 5;

/**
 * Proves the API key and the service. A service that looks like production is refused here already, so that nobody
 * learns of it by a first preview that fails.
 */
export async function testConnection(api: RenderApi, settings: RenderSettings): Promise<ConnectionReport> {
  const service = await api.service(settings.serviceId);
  if (settings.mode === 'preview_service') {
    refuseProduction(service, 'deploys to');
    requireDeployable(service);
  } else if (isPullRequestPreview(service)) {
    throw new ProviderError(
      'invalid_request',
      `${service.name} is itself a preview of a pull request. Fill in the Service ID of the service it was made of, ${service.serviceDetails?.parentServer?.id}.`,
    );
  }
  const [owner, recent, previews] = await Promise.all([
    nameOfOwner(api, service.ownerId),
    api.deploys(service.id, RECENT),
    settings.mode === 'pull_request_previews' ? api.services(service.ownerId) : [],
  ]);
  const lines =
    settings.mode === 'preview_service'
      ? previewServiceLines(service, settings)
      : pullRequestLines(service, previews);
  return {
    summary: `Connected to ${service.name} in ${owner}.`,
    details: [
      { title: 'Service', items: serviceLines(service) },
      { title: 'Previews', items: lines },
      { title: 'Recent deploys', items: recent.length > 0 ? recent.map(deployLine) : ['None yet'] },
    ],
  };
}

/** A key may be good for a service and still not see its workspace. */
async function nameOfOwner(api: RenderApi, ownerId: string): Promise<string> {
  try {
    const owner = await api.owner(ownerId);
    return owner.name ?? owner.email ?? ownerId;
  } catch (error) {
    if (hasCode(error, 'forbidden', 'not_found')) return ownerId;
    throw error;
  }
}

function serviceLines({ branch, repo, type, suspended }: ServiceAnswer): string[] {
  return [
    ...(branch ? [`Branch: ${branch}`] : []),
    ...(repo ? [`Repository: ${repo}`] : []),
    ...(type ? [`Type: ${type.replaceAll('_', ' ')}`] : []),
    ...(suspended === 'suspended' ? ['Suspended'] : []),
  ];
}

function previewServiceLines(service: ServiceAnswer, settings: RenderSettings): string[] {
  return [
    `One branch at a time: deploying another takes its place on ${service.name}`,
    `Never deployed: ${settings.productionBranches.join(', ')}`,
    ...(service.autoDeploy === 'yes'
      ? [`Auto-Deploy is on: Render also deploys pushes to the present branch by itself`]
      : []),
  ];
}

function pullRequestLines(base: ServiceAnswer, services: readonly ServiceAnswer[]): string[] {
  const previews = services.filter((service) => isPullRequestPreview(service, base.id));
  return [
    previewsAreOff(base)
      ? turnOn(base)
      : `Render makes one of each pull request to ${base.branch ?? 'its branch'}; BuildRunner starts none`,
    ...previews.slice(0, RECENT).map(({ name, branch }) => (branch ? `${name} · ${branch}` : name)),
  ];
}

function deployLine({ commit, status, createdAt }: DeployAnswer): string {
  const [subject = ''] = (commit?.message ?? '').split('\n');
  const what = [commit?.id?.slice(0, 7), subject].filter(Boolean).join(' ');
  return [what || 'No commit', status ?? 'unknown', writtenTime(createdAt)].join(' · ');
}
