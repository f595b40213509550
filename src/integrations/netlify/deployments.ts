import type { DeploymentPlatform, DeployRequest } from '../contract.ts';
import { ProviderError, type ProviderErrorCode } from '../errors.ts';
import type { DeployAnswer } from './answers.ts';
import type { NetlifyApi } from './api.ts';
import { linesWithoutLog } from './build-log.ts';
import { stateOf, targetOf, toDeployment } from './map.ts';
import { markerIn, titleWith } from './marker.ts';
import { plainBranch, previewBranch } from './preview-branch.ts';
import { refuseProduction } from './production-guard.ts';

const BRANCH_LIMIT = 20;
/** Netlify's largest page: how far back a deploy of ours is looked for after a crash. */
const MARKER_LIMIT = 100;

/** Branch deploys of the configured site. Netlify builds a branch's head: a commit cannot be asked for. */
export function netlifyDeployments(api: NetlifyApi): DeploymentPlatform {
  return {
    async deploy({ branch, marker }) {
      const site = await api.site();
      const id = await api.build(previewBranch(site, branch), titleWith(marker));
      const deploy = await api.deploy(id).catch(notYet);
      if (targetOf(deploy.context) === 'production') throw await stopped(api, deploy);
      return toDeployment(deploy);
    },

    async findByMarker({ branch, marker }: DeployRequest) {
      const recent = await api.deploys(MARKER_LIMIT, plainBranch(branch));
      const ours = recent.find(({ title }) => title && markerIn(title) === marker);
      return ours && toDeployment(ours);
    },

    async get(externalId) {
      return toDeployment(await api.deploy(externalId));
    },

    async listByBranch(branch) {
      return (await api.deploys(BRANCH_LIMIT, plainBranch(branch))).map(toDeployment);
    },

    async cancel(externalId) {
      const deploy = await api.deploy(externalId);
      refuseProduction(deploy, await api.site(), 'cancels');
      if (hasEnded(deploy)) return;
      try {
        await api.cancelDeploy(externalId);
      } catch (error) {
        // It may have ended between the look and the call, and what has ended cannot be cancelled.
        if (!isCode(error, 'invalid_request', 'not_found')) throw error;
        if (!hasEnded(await api.deploy(externalId))) throw error;
      }
    },

    async remove(externalId) {
      // Outside of the try: where the site is not to be seen any more, the deploy is not known to be gone.
      const site = await api.site();
      try {
        refuseProduction(await api.deploy(externalId), site, 'removes');
        await api.deleteDeploy(externalId);
      } catch (error) {
        if (!isCode(error, 'not_found')) throw error;
      }
    },

    async buildLog(externalId) {
      try {
        return await api.buildLog(externalId);
      } catch (error) {
        // The path is outside Netlify's specification: that it is gone or answers otherwise is no failure.
        if (!isCode(error, 'not_found', 'invalid_request', 'forbidden', 'unreadable_answer')) throw error;
        return linesWithoutLog(await api.deploy(externalId));
      }
    },
  };
}

/** A deploy that was just made is not gone: trying again finds it by its marker. */
function notYet(error: unknown): never {
  if (!isCode(error, 'not_found')) throw error;
  const advice = 'Netlify does not show the new deploy yet. BuildRunner tries again by itself.';
  throw new ProviderError('unavailable', advice, { cause: error });
}

/** Cancels a deploy that Netlify took to production against our will; gives the error to throw. */
async function stopped(api: NetlifyApi, { id }: DeployAnswer): Promise<ProviderError> {
  const failure = await api.cancelDeploy(id).then(
    () => undefined,
    (error: unknown) => error,
  );
  const outcome = failure
    ? 'It could not be cancelled: cancel it in Netlify now, and check the production branch'
    : 'It was cancelled at once. Check the production branch';
  return new ProviderError(
    'production_deployment',
    `Netlify took this branch for production. ${outcome} in Netlify → Configuration → Build & deploy.`,
    { detail: `${id} came back with the context production`, cause: failure },
  );
}

function hasEnded(deploy: DeployAnswer): boolean {
  return ['ready', 'failed', 'cancelled'].includes(stateOf(deploy));
}

function isCode(error: unknown, ...codes: ProviderErrorCode[]): boolean {
  return error instanceof ProviderError && codes.includes(error.code);
}
