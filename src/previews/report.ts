import { mayUse } from '../governance/may-use.ts';
import type { Policy } from '../governance/policy-schema.ts';
import type { CommitStatus, PreviewDeployment } from '../integrations/contract.ts';
import { hasCode } from '../integrations/errors.ts';
import type { JobHandlers } from '../jobs/job.ts';
import { findPreview } from '../store/previews.ts';
import type { PreviewRow, PreviewState } from '../store/schema.ts';
import type { SettingsStore } from '../store/settings.ts';
import type { PreviewWorkOptions } from './observe.ts';
import { previewComment } from './pull-request-comment.ts';

const STATUS: Readonly<Record<PreviewState, CommitStatus['state']>> = {
  requested: 'pending',
  queued: 'pending',
  building: 'pending',
  ready: 'success',
  failed: 'failure',
  cancelled: 'error',
  expiring: 'success',
  expired: 'success',
};

const DEPLOYMENT: Readonly<Record<PreviewState, PreviewDeployment['state']>> = {
  requested: 'in_progress',
  queued: 'in_progress',
  building: 'in_progress',
  ready: 'success',
  failed: 'failure',
  cancelled: 'failure',
  expiring: 'success',
  expired: 'inactive',
};

export interface ReportOptions {
  policy: () => Policy;
  settings: SettingsStore;
  /** Providers that hold code. */
  repositories: ReadonlySet<string>;
  /** A provider's name for people. */
  providerName: (provider: string) => string;
}

/**
 * Brings the repository to what a preview is now: the commit's status, its deployment, and the one comment on the pull
 * request. A project without a repository has nothing to be told, nor one whose repository the policy does not allow.
 */
export function createReportHandler(
  options: PreviewWorkOptions & ReportOptions,
): JobHandlers['preview.report'] {
  const { database, connections, settings, repositories, policy, providerName } = options;
  return async ({ previewId }) => {
    const preview = await findPreview(database.db, previewId);
    if (!preview) return;
    const { integrations } = await settings.read(preview.workspace_id);
    const repository = integrations.find(
      ({ provider, projectId }) => repositories.has(provider) && projectId === preview.project_id,
    );
    if (!repository || !mayUse(policy(), repository.provider)) return;
    const name = providerName(preview.provider);
    const { commit_sha: commitSha, pull_request: number } = preview;
    await connections
      .with(preview.workspace_id, repository, async ({ repository: code }) => {
        if (!code) return;
        if (commitSha !== null) {
          await code.setCommitStatus(commitStatus(preview, commitSha, name));
          await code.setDeployment(deployment(preview, commitSha));
        }
        const pullRequest = number ?? (await code.openPullRequest(preview.branch))?.number;
        if (pullRequest === undefined) return;
        const body = previewComment(preview, name);
        await code.setPullRequestComment({
          number: pullRequest,
          marker: `preview:${repository.id}:${preview.provider}`,
          body,
        });
      })
      .catch((error: unknown) => {
        // A commit or pull request that is gone has nobody left to be told.
        if (!hasCode(error, 'not_found', 'invalid_request')) throw error;
      });
  };
}

function commitStatus(preview: PreviewRow, commitSha: string, providerName: string): CommitStatus {
  const { state, url, inspect_url: inspectUrl } = preview;
  const link = (state === 'ready' ? url : inspectUrl) ?? inspectUrl;
  return {
    commitSha,
    state: STATUS[state],
    context: `BuildRunner / ${providerName}`,
    description:
      state === 'failed' && preview.failure ? preview.failure.slice(0, 140) : `The preview is ${state}.`,
    ...(link ? { url: link } : {}),
  };
}

function deployment(preview: PreviewRow, commitSha: string): PreviewDeployment {
  const { state, url, inspect_url: logUrl, branch, provider } = preview;
  return {
    commitSha,
    environment: `preview/${provider}/${branch}`,
    state: DEPLOYMENT[state],
    ...(url ? { url } : {}),
    ...(logUrl ? { logUrl } : {}),
  };
}
