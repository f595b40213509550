import type { DeployRequest } from '../contract.ts';
import { ProviderError } from '../errors.ts';
import type { DeployAnswer, ServiceAnswer } from './answers.ts';
import type { RenderApi } from './api.ts';
import { isOfCommit, isUnderWay, toDeployment } from './map.ts';
import { isPullRequestPreview, previewBranch, refuseProduction } from './production.ts';
import type { RenderSettings } from './settings.ts';
import type { PreviewWay } from './way.ts';

/** How many of the newest deploys are looked through. */
const RECENT = 20;
/** How long to wait for a deploy that Render took but does not list yet. */
const NOT_LISTED_YET_MS = 2_000;

/**
 * Deploys branches to one service kept for previews: points it at the branch, then deploys it. So one branch at a time
 * lives there. Deploying another takes its place and its address, and stops a build that is under way. Render allows a
 * service ten changes and deploys a minute, of which each new branch takes two.
 *
 * Nothing of ours can travel with a deploy, so `findByMarker` cannot tell our deploy from others by a mark. It takes
 * for ours a deploy that is still under way, was asked for through the API, and builds what is wanted: the commit
 * named or, where none is, the branch that the service has been linked to since before the deploy was made. One that has
 * ended by then is not found and the branch is deployed once more, which costs a build and does no harm.
 */
export function previewServiceWay(api: RenderApi, settings: RenderSettings): PreviewWay {
  const { serviceId } = settings;
  const look = () => Promise.all([api.service(serviceId), api.deploys(serviceId, RECENT)]);

  return {
    async deploy({ branch, commitSha }) {
      const wanted = previewBranch(branch, settings);
      const [service, before] = await look();
      refuseProduction(service, 'deploys to');
      requireDeployable(service);
      if (service.branch !== wanted) await api.setBranch(serviceId, wanted);
      // One that was suspended when its last preview was removed.
      if (service.suspended === 'suspended') await api.resumeService(serviceId);
      const made =
        (await api.createDeploy(serviceId, commitSha)) ??
        newDeploy(before, await api.deploys(serviceId, RECENT), commitSha);
      return { ...toDeployment(service, made), branch: wanted };
    },

    async findByMarker({ branch, commitSha }: DeployRequest) {
      const wanted = previewBranch(branch, settings);
      const [service, recent] = await look();
      if (service.branch !== wanted) return undefined;
      const ours = recent.find(
        (deploy) => deploy.trigger === 'api' && isUnderWay(deploy) && isWanted(service, deploy, commitSha),
      );
      return ours && { ...toDeployment(service, ours), branch: wanted };
    },

    /** Deploys do not name their branch: those of the present branch are the ones made since the service has it. */
    async listByBranch(branch) {
      const [service, recent] = await look();
      if (service.branch !== branch) return [];
      const since = recent.filter((deploy) => isSinceBranch(service, deploy));
      return since.map((deploy) => ({ ...toDeployment(service, deploy), branch }));
    },
  };
}

/** Throws code `invalid_request` where the service is of a kind that cannot take another branch. */
export function requireDeployable(service: ServiceAnswer): void {
  const problem = problemWith(service);
  if (problem) throw new ProviderError('invalid_request', problem);
}

function problemWith(service: ServiceAnswer): string | undefined {
  const { name, repo, type, suspended, suspenders } = service;
  if (isPullRequestPreview(service)) {
    return `Render made ${name} for one pull request and removes it with it. Fill in the Service ID of a service of its own, or choose "Render's pull request previews".`;
  }
  if (!repo) {
    return `${name} runs an image instead of a branch of a Git repository, so it cannot show a branch. Fill in the Service ID of one that is built from the repository.`;
  }
  if (type === 'cron_job') return `${name} is a cron job, which Render deploys no branch to on request.`;
  const others = (suspenders ?? []).filter((suspender) => suspender !== 'user');
  if (suspended !== 'suspended' || others.length === 0) return undefined;
  return `Render has suspended ${name} (${others.join(', ')}). Resume it in Render, then deploy again.`;
}

/** The deploy that was not there before it was asked for. Throws a retryable error while Render does not list it. */
function newDeploy(
  before: readonly DeployAnswer[],
  after: readonly DeployAnswer[],
  commitSha: string | undefined,
): DeployAnswer {
  const known = new Set(before.map(({ id }) => id));
  const made = after.filter(({ id, commit }) => {
    // Render may fill in the commit of a queued deploy later.
    return !known.has(id) && (!commitSha || !commit?.id || commit.id === commitSha);
  });
  const ours = made.find(({ trigger }) => trigger === 'api') ?? made[0];
  if (ours) return ours;
  throw new ProviderError(
    'unavailable',
    'Render has queued the deploy and does not list it yet. BuildRunner looks for it again by itself.',
    { delayMs: NOT_LISTED_YET_MS, detail: 'no new deploy after the request was accepted' },
  );
}

function isWanted(service: ServiceAnswer, deploy: DeployAnswer, commitSha: string | undefined): boolean {
  return commitSha ? isOfCommit(deploy, commitSha) : isSinceBranch(service, deploy);
}

/** Both times are Render's own. A later change of the service's settings hides deploys; it never adds wrong ones. */
function isSinceBranch({ updatedAt }: ServiceAnswer, { createdAt }: DeployAnswer): boolean {
  return updatedAt !== undefined && createdAt >= updatedAt;
}
