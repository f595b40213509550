import { decide } from '../governance/decide.ts';
import type { Policy } from '../governance/policy-schema.ts';
import type { PullRequestEvent, PushEvent } from '../integrations/contract.ts';
import type { EventSource } from '../integrations/process-delivery.ts';
import type { Queue } from '../jobs/job.ts';
import type { Transaction } from '../store/database.ts';
import { latestPreviewOfBranch } from '../store/previews.ts';
import type { PreviewRow } from '../store/schema.ts';
import type { SettingsStore } from '../store/settings.ts';
import type { IntegrationSettings } from '../store/settings-schema.ts';
import type { BeginPreview } from './begin.ts';
import { endingAt } from './expiry.ts';
import { enqueuePreviewJob } from './jobs.ts';
import { hasEnded, nextAttempt } from './lifecycle.ts';
import type { RecordChange } from './record.ts';

export interface AutoDeployOptions {
  settings: SettingsStore;
  queue: Queue;
  policy: () => Policy;
  /** Providers that can deploy previews. */
  platforms: ReadonlySet<string>;
  record: RecordChange;
  now: () => Date;
  begin: BeginPreview;
}

/** What a push or a pull request means for previews. Each gives the reason where there is nothing to do. */
export interface AutoDeploy {
  onPush(transaction: Transaction, source: EventSource, event: PushEvent): Promise<string | undefined>;
  onPullRequest(
    transaction: Transaction,
    source: EventSource,
    event: PullRequestEvent,
  ): Promise<string | undefined>;
}

interface Wanted {
  branch: string;
  commitSha: string;
  pullRequest: number | null;
}

export function createAutoDeploy(options: AutoDeployOptions): AutoDeploy {
  const { settings, queue, policy, platforms, begin, record, now } = options;

  async function platformsFor({ workspaceId, integrationId }: EventSource): Promise<IntegrationSettings[]> {
    const { integrations } = await settings.read(workspaceId);
    const projectId = integrations.find(({ id }) => id === integrationId)?.projectId;
    const inProject = integrations.filter((integration) => integration.projectId === projectId);
    return inProject.filter(({ provider }) => platforms.has(provider));
  }

  async function deploy(transaction: Transaction, source: EventSource, wanted: Wanted) {
    const integrations = await platformsFor(source);
    const decisions = integrations.map(({ provider }) =>
      decide(policy(), 'preview.auto_deploy', { role: 'system', provider, branch: wanted.branch }),
    );
    const allowed = integrations.filter((_integration, index) => decisions[index]?.allowed);
    const overtaken: string[] = [];
    for (const integration of allowed) {
      const reason = await deployTo(transaction, source, integration, wanted);
      if (reason !== undefined) overtaken.push(reason);
    }
    if (allowed.length > 0) return overtaken.length === allowed.length ? overtaken.join('; ') : undefined;
    return decisions[0]?.reason ?? 'no deployment platform is configured';
  }

  /** One preview a branch and platform: a newer push is a new attempt of it and stops the older build. */
  async function deployTo(
    transaction: Transaction,
    source: EventSource,
    integration: IntegrationSettings,
    { branch, commitSha, pullRequest }: Wanted,
  ): Promise<string | undefined> {
    const { workspaceId } = source;
    const present = await latestPreviewOfBranch(transaction, workspaceId, integration.id, branch);
    if (present && isOvertaken(source, present)) return overtakenBy(present);
    if (!present || present.state === 'expired') {
      const requestedBy = 'auto';
      const wanted = { integration, workspaceId, branch, channel: null, requestedBy, pullRequest, commitSha };
      await begin(transaction, wanted);
      return undefined;
    }
    if (pullRequest !== null && present.pull_request !== pullRequest) {
      await record(transaction, present, { pull_request: pullRequest }, 'auto');
    }
    // A push and its pull request tell of the same commit twice.
    if (present.commit_sha === commitSha && present.state !== 'cancelled') return undefined;
    await stopBuild(transaction, present);
    const next = {
      ...nextAttempt(present, now()),
      commit_sha: commitSha,
      ...(pullRequest === null ? {} : { pull_request: pullRequest }),
    };
    await record(transaction, present, next, 'auto');
    await enqueuePreviewJob(queue, transaction, 'preview.deploy', present.id);
    return undefined;
  }

  async function stopBuild(transaction: Transaction, preview: PreviewRow): Promise<void> {
    const { workspace_id: workspaceId, integration_id: integrationId, external_id: externalId } = preview;
    if (externalId === null || hasEnded(preview.state)) return;
    await queue.enqueue(transaction, {
      kind: 'preview.supersede',
      payload: { workspaceId, integrationId, externalId },
      key: `deployment:${integrationId}:${externalId}`,
    });
  }

  async function expireAll(transaction: Transaction, source: EventSource, branch: string) {
    let found = 0;
    for (const integration of await platformsFor(source)) {
      const preview = await latestPreviewOfBranch(transaction, source.workspaceId, integration.id, branch);
      if (preview?.state !== 'ready' && preview?.state !== 'expiring') continue;
      if (isOvertaken(source, preview)) continue;
      found += 1;
      await record(transaction, preview, endingAt(now()), 'auto');
      await enqueuePreviewJob(queue, transaction, 'preview.expire', preview.id);
    }
    return found === 0 ? `no preview of ${branch} is in use` : undefined;
  }

  return {
    async onPush(transaction, source, { branch, deleted, commit }) {
      if (deleted || !commit) return expireAll(transaction, source, branch);
      return deploy(transaction, source, { branch, commitSha: commit.sha, pullRequest: null });
    },

    async onPullRequest(transaction, source, { action, branch, commitSha, number, fromFork }) {
      if (fromFork) return 'the pull request comes from a fork, whose code is not deployed unasked';
      if (action === 'closed') return expireAll(transaction, source, branch);
      return deploy(transaction, source, { branch, commitSha, pullRequest: number });
    },
  };
}

/** Whether what is replayed came before the preview was last asked for: it would lead back to what is old. */
function isOvertaken({ replayOf }: EventSource, preview: PreviewRow): boolean {
  return replayOf !== undefined && preview.requested_at > replayOf;
}

function overtakenBy({ id }: PreviewRow): string {
  return `preview ${id} was asked for after that`;
}
