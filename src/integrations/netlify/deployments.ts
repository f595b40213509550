import type { DeploymentPlatform, DeployRequest } from '../contract.ts';
import { plainBranch } from '../deployment-rules/branches.ts';
import { cancelUnlessEnded } from '../deployment-rules/cancel-unless-ended.ts';
import { hasEnded } from '../deployment-rules/has-ended.ts';
import { tookToProduction } from '../deployment-rules/took-to-production.ts';
import { hasCode, ProviderError } from '../errors.ts';
import { unlessGone } from '../unless-gone.ts';
import type { NetlifyApi } from './api.ts';
import { linesWithoutLog } from './build-log.ts';
import { stateOf, targetOf, toDeployment } from './map.ts';
import { markerIn, titleWith } from './marker.ts';
import { previewBranch } from './preview-branch.ts';
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
      if (targetOf(deploy.context) === 'preview') return toDeployment(deploy);
      throw await tookToProduction(() => api.cancelDeploy(id), {
        vendor: 'Netlify',
        settings: 'Netlify → Configuration → Build & deploy',
        detail: `${id} came back with the context production`,
      });
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
      if (hasEnded(stateOf(deploy))) return;
      await cancelUnlessEnded(
        () => api.cancelDeploy(externalId),
        async () => stateOf(await api.deploy(externalId)),
      );
    },

    async remove(externalId) {
      // Asked for apart: where the site is not to be seen any more, the deploy is not known to be gone.
      const site = await api.site();
      await unlessGone(async () => {
        refuseProduction(await api.deploy(externalId), site, 'removes');
        await api.deleteDeploy(externalId);
      });
    },

    async buildLog(externalId) {
      try {
        return await api.buildLog(externalId);
      } catch (error) {
        // The path is outside Netlify's specification: that it is gone or answers otherwise is no failure.
        if (!hasCode(error, 'not_found', 'invalid_request', 'forbidden', 'unreadable_answer')) throw error;
        return linesWithoutLog(await api.deploy(externalId));
      }
    },
  };
}

/** A deploy that was just made is not gone: trying again finds it by its marker. */
function notYet(error: unknown): never {
  if (!hasCode(error, 'not_found')) throw error;
  const advice = 'Netlify does not show the new deploy yet. BuildRunner tries again by itself.';
  throw new ProviderError('unavailable', advice, { cause: error });
}
