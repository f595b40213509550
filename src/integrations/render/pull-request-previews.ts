import type { Deployment } from '../contract.ts';
import { ProviderError } from '../errors.ts';
import type { DeployAnswer, ServiceAnswer } from './answers.ts';
import type { RenderApi } from './api.ts';
import { type DeploymentId, watchId } from './deployment-id.ts';
import { isOfCommit, toDeployment } from './map.ts';
import { isPullRequestPreview, previewBranch } from './production.ts';
import type { RenderSettings } from './settings.ts';
import type { PreviewWay } from './way.ts';

const RECENT = 20;
/** Render makes a preview within seconds of the pull request. Longer than this, and it does not make one. */
const AWAITED_MS = 5 * 60_000;

type Watch = Extract<DeploymentId, { kind: 'watch' }>;

/** What a watch stands for now: a deploy of a service that Render made, or neither, or the service alone. */
export interface Watched {
  deployment: Deployment;
  service: ServiceAnswer | undefined;
  deploy: DeployAnswer | undefined;
}

/**
 * Watches the previews that Render makes of pull requests to the configured service's branch. BuildRunner starts
 * nothing: `deploy` gives a watch, queued until Render has made the preview of the branch, and failed with what to do
 * where it does not within five minutes. Asking twice watches twice, so there is nothing for `findByMarker` to find.
 */
export function pullRequestWay(api: RenderApi, settings: RenderSettings, now: () => Date): PreviewWay {
  return {
    async deploy({ branch, commitSha }) {
      const wanted = previewBranch(branch, settings);
      const base = await api.service(settings.serviceId);
      if (base.branch === wanted) {
        throw new ProviderError(
          'production_branch',
          `${wanted} is the branch that ${base.name} itself is deployed from, and BuildRunner never deploys that. Choose another branch.`,
        );
      }
      const watch: Watch = { kind: 'watch', branch: wanted, commitSha, since: now() };
      const watched = await follow(api, watch, base, now());
      if (!watched.service && previewsAreOff(base)) throw new ProviderError('invalid_request', turnOn(base));
      return watched.deployment;
    },

    async findByMarker() {
      return undefined;
    },

    async listByBranch(branch) {
      const service = await previewOf(api, await api.service(settings.serviceId), branch);
      if (!service) return [];
      const deploys = await api.deploys(service.id, RECENT);
      return deploys.map((deploy) => toDeployment(service, deploy));
    },
  };
}

/** Looks up what a watch stands for. */
export async function lookAtWatch(
  api: RenderApi,
  settings: RenderSettings,
  watch: Watch,
  now: Date,
): Promise<Watched> {
  return follow(api, watch, await api.service(settings.serviceId), now);
}

async function follow(api: RenderApi, watch: Watch, base: ServiceAnswer, now: Date): Promise<Watched> {
  const { branch, commitSha, since } = watch;
  const service = await previewOf(api, base, branch);
  const deploys = service ? await api.deploys(service.id, RECENT) : [];
  const deploy = commitSha ? deploys.find((each) => isOfCommit(each, commitSha)) : deploys[0];
  const externalId = watchId(branch, commitSha, since);
  if (service && deploy) {
    return { deployment: { ...toDeployment(service, deploy), externalId }, service, deploy };
  }
  const awaited = { externalId, target: 'preview', branch, createdAt: since } as const;
  const deployment: Deployment = deploys.some(({ createdAt }) => createdAt > since)
    ? // Render went on to a newer commit without building this one.
      { ...awaited, state: 'cancelled' }
    : now.getTime() - since.getTime() < AWAITED_MS
      ? { ...awaited, state: 'queued' }
      : { ...awaited, state: 'failed', error: whyNone(base, service, branch) };
  return { deployment, service, deploy: undefined };
}

/** The service that Render made for the branch's pull request; the newest, where it has several. */
async function previewOf(
  api: RenderApi,
  base: ServiceAnswer,
  branch: string,
): Promise<ServiceAnswer | undefined> {
  const services = await api.services(base.ownerId);
  return services
    .filter((service) => isPullRequestPreview(service, base.id) && service.branch === branch)
    .toSorted((a, b) => (b.createdAt?.getTime() ?? 0) - (a.createdAt?.getTime() ?? 0))[0];
}

function whyNone(base: ServiceAnswer, service: ServiceAnswer | undefined, branch: string): string {
  if (service) return `Render has not built this commit of ${branch} on ${service.name}.`;
  if (previewsAreOff(base)) return turnOn(base);
  return `Render has made no preview of ${branch}. Open a pull request from it to ${base.branch ?? 'the branch of the service'}, and look at ${base.name} → Previews in Render.`;
}

/** Whether Render says that it makes none; undefined settings say nothing. */
export function previewsAreOff({ serviceDetails }: ServiceAnswer): boolean {
  const generation = serviceDetails?.previews?.generation;
  return generation ? generation === 'off' : serviceDetails?.pullRequestPreviewsEnabled === 'no';
}

export function turnOn({ name }: ServiceAnswer): string {
  return `Pull request previews are off for ${name}. Turn them on in Render → ${name} → Previews.`;
}
