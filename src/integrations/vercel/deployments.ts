import type { Deployment, DeploymentPlatform, DeployRequest } from '../contract.ts';
import { cancelUnlessEnded } from '../deployment-rules/cancel-unless-ended.ts';
import { hasEnded } from '../deployment-rules/has-ended.ts';
import { tookToProduction } from '../deployment-rules/took-to-production.ts';
import { hasCode, ProviderError } from '../errors.ts';
import type { VercelApi } from './api.ts';
import { gitSourceOf } from './git-source.ts';
import { MARKER_KEY, markerOf, targetOf, toDeployment } from './map.ts';

const BRANCH_LIMIT = 20;
/** Vercel's largest page: how far back a deployment of ours is looked for after a crash. */
const MARKER_LIMIT = 100;

/** Preview deployments of the configured project. */
export function vercelDeployments(api: VercelApi): DeploymentPlatform {
  return {
    async deploy({ branch, commitSha, marker }) {
      const project = await api.project();
      const gitSource = gitSourceOf(project, branch, commitSha);
      // No target: Vercel takes a preview for every branch but the production one, which is refused above.
      const created = await api.createDeployment({
        name: project.name,
        project: project.id,
        gitSource,
        meta: { [MARKER_KEY]: marker },
      });
      if (targetOf(created.target) === 'preview') return toDeployment(created);
      throw await tookToProduction(() => api.cancelDeployment(created.id), {
        vendor: 'Vercel',
        settings: 'Vercel → Settings → Git',
        detail: `${created.id} came back with target production`,
      });
    },

    async findByMarker({ marker }: DeployRequest) {
      // Not narrowed by branch: Vercel fills in a deployment's branch some time after it was created.
      const recent = await api.deployments(MARKER_LIMIT);
      const ours = recent.find((answer) => markerOf(answer) === marker);
      return ours && toDeployment(ours);
    },

    async get(externalId) {
      return toDeployment(await api.deployment(externalId));
    },

    async listByBranch(branch) {
      return (await api.deployments(BRANCH_LIMIT, branch)).map(toDeployment);
    },

    async cancel(externalId) {
      const before = await previewOnly(api, externalId, 'cancels');
      if (hasEnded(before.state)) return;
      await cancelUnlessEnded(
        () => api.cancelDeployment(externalId),
        async () => toDeployment(await api.deployment(externalId)).state,
      );
    },

    async remove(externalId) {
      try {
        await previewOnly(api, externalId, 'removes');
        await api.deleteDeployment(externalId);
      } catch (error) {
        if (!hasCode(error, 'not_found')) throw error;
        // Vercel says so of what may not be seen as well. Where the project is not, its deployment is not known to be gone.
        await api.project();
      }
    },

    buildLog: (externalId) => api.buildLog(externalId),
  };
}

async function previewOnly(api: VercelApi, externalId: string, verb: string): Promise<Deployment> {
  const deployment = toDeployment(await api.deployment(externalId));
  if (deployment.target === 'preview') return deployment;
  throw new ProviderError(
    'production_deployment',
    `This is a production deployment, and BuildRunner never ${verb} those. Do it in Vercel if you mean to.`,
    { detail: `${externalId} has target production` },
  );
}
