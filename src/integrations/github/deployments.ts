import type { PreviewDeployment } from '../contract.ts';
import { deploymentAnswer, deploymentList, deploymentStatusList } from './answers.ts';
import type { GitHubCaller } from './caller.ts';

/**
 * Tells GitHub how a preview stands: one deployment a commit and environment. A status that says nothing new is not
 * sent, because each one of them shows in the pull request's history.
 */
export async function setDeployment(caller: GitHubCaller, preview: PreviewDeployment): Promise<void> {
  const existing = await find(caller, preview);
  // What GitHub never heard of need not be taken back.
  if (existing === undefined && preview.state === 'inactive') return;
  const id = existing ?? (await create(caller, preview));
  if (existing !== undefined && (await saysSo(caller, existing, preview))) return;
  const { state, url, logUrl } = preview;
  await caller.send(caller.advice.commit, ({ request }) =>
    request('POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses', {
      ...caller.target,
      deployment_id: id,
      state,
      ...(url ? { environment_url: url } : {}),
      ...(logUrl ? { log_url: logUrl } : {}),
    }),
  );
}

async function find(
  caller: GitHubCaller,
  { commitSha: sha, environment }: PreviewDeployment,
): Promise<number | undefined> {
  const [newest] = await caller.ask(deploymentList, caller.advice.commit, ({ request }) =>
    request('GET /repos/{owner}/{repo}/deployments', { ...caller.target, sha, environment, per_page: 1 }),
  );
  return newest?.id;
}

async function create(caller: GitHubCaller, { commitSha, environment }: PreviewDeployment): Promise<number> {
  const { id } = await caller.ask(deploymentAnswer, caller.advice.commit, ({ request }) =>
    request('POST /repos/{owner}/{repo}/deployments', {
      ...caller.target,
      ref: commitSha,
      environment,
      description: 'Preview deployment',
      // The vendor has built this very commit: nothing is to be merged into it or waited for.
      auto_merge: false,
      required_contexts: [],
      transient_environment: true,
      production_environment: false,
    }),
  );
  return id;
}

async function saysSo(caller: GitHubCaller, id: number, preview: PreviewDeployment): Promise<boolean> {
  const [latest] = await caller.ask(deploymentStatusList, caller.advice.commit, ({ request }) =>
    request('GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses', {
      ...caller.target,
      deployment_id: id,
      per_page: 1,
    }),
  );
  return (
    latest?.state === preview.state &&
    (latest.environment_url ?? '') === (preview.url ?? '') &&
    (latest.log_url || latest.target_url || '') === (preview.logUrl ?? '')
  );
}
