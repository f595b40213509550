import type { Deployment, DeploymentPlatform, DeployRequest } from '../contract.ts';
import { ProviderError, type ProviderErrorCode } from '../errors.ts';
import type { DeploymentAnswer } from './answers.ts';
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
      if (targetOf(created.target) === 'production') throw await stopped(api, created);
      return toDeployment(created);
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
      if (hasEnded(before)) return;
      try {
        await api.cancelDeployment(externalId);
      } catch (error) {
        // It may have ended between the look and the call: Vercel refuses to cancel what has ended.
        if (!isCode(error, 'invalid_request', 'not_found')) throw error;
        if (!hasEnded(toDeployment(await api.deployment(externalId)))) throw error;
      }
    },

    async remove(externalId) {
      try {
        await previewOnly(api, externalId, 'removes');
        await api.deleteDeployment(externalId);
      } catch (error) {
        if (!isCode(error, 'not_found')) throw error;
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

/** Cancels a deployment that Vercel took to production against our will; gives the error to throw. */
async function stopped(api: VercelApi, created: DeploymentAnswer): Promise<ProviderError> {
  const failure = await api.cancelDeployment(created.id).then(
    () => undefined,
    (error: unknown) => error,
  );
  const outcome = failure
    ? 'It could not be cancelled: cancel it in Vercel now, and check the production branch'
    : 'It was cancelled at once. Check the production branch';
  return new ProviderError(
    'production_deployment',
    `Vercel took this branch for production. ${outcome} in Vercel → Settings → Git.`,
    { detail: `${created.id} came back with target production`, cause: failure },
  );
}

function hasEnded(deployment: Deployment): boolean {
  return ['ready', 'failed', 'cancelled'].includes(deployment.state);
}

function isCode(error: unknown, ...codes: ProviderErrorCode[]): boolean {
  return error instanceof ProviderError && codes.includes(error.code);
}
