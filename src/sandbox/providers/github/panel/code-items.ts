import type { PanelItem } from '../../../page-api.ts';
import { action, textInput } from '../../shared/panel.ts';
import { REPOSITORY } from '../account.ts';
import { findCommit } from '../changes/branches.ts';
import type { Engine } from '../engine.ts';
import type { Branch, Deployment, PullRequest } from '../world.ts';
import { PERSON } from './person.ts';

const MESSAGE = textInput('message', 'Commit message', 'Improve it a little');

export function branchItem(engine: Engine, branch: Branch): PanelItem {
  const commit = findCommit(engine, branch.sha);
  const statuses = latestStatuses(engine, branch.sha);
  const isDefault = branch.name === REPOSITORY.defaultBranch;
  return {
    id: branch.name,
    title: branch.name,
    detail: `${branch.sha.slice(0, 7)} ${commit?.message ?? ''} (${commit?.author ?? ''})`,
    ...(statuses.length > 0 ? { state: statuses.join(', ') } : {}),
    actions: [
      action('push', 'Push a commit', MESSAGE, PERSON),
      ...(isDefault
        ? []
        : [
            action(
              'open-pull-request',
              'Open a pull request',
              textInput('title', 'Title', branch.name),
              PERSON,
            ),
            action('delete-branch', 'Delete'),
          ]),
    ],
  };
}

export function pullRequestItem({ world, links }: Engine, pull: PullRequest): PanelItem {
  const { number, state, mergedAt, fromFork } = pull;
  const comments = world.comments.filter((comment) => comment.number === number);
  const last = comments.at(-1);
  return {
    id: String(number),
    title: `#${number} ${pull.title}`,
    detail: [
      `${fromFork ? 'mel:' : ''}${pull.branch}, ${pull.sha.slice(0, 7)}`,
      ...(last
        ? [
            `${comments.length === 1 ? '1 comment' : `${comments.length} comments`}, the last by ${last.author}: ${last.body}`,
          ]
        : []),
    ].join('. '),
    state: mergedAt === null ? state : 'merged',
    url: links.page(`/pull/${number}`),
    actions:
      state === 'open'
        ? [
            action('update-pull-request', 'Push a commit', MESSAGE),
            action('merge-pull-request', 'Merge'),
            action('close-pull-request', 'Close'),
          ]
        : mergedAt === null
          ? [action('reopen-pull-request', 'Reopen')]
          : [],
  };
}

export function deploymentItem({ world }: Engine, deployment: Deployment): PanelItem {
  const latest = world.deploymentStatuses.findLast(({ deploymentId }) => deploymentId === deployment.id);
  return {
    id: String(deployment.id),
    title: deployment.environment,
    detail: `${deployment.sha.slice(0, 7)} ${latest?.environmentUrl ?? ''}`.trim(),
    ...(latest ? { state: latest.state } : {}),
    ...(latest?.environmentUrl ? { url: latest.environmentUrl } : {}),
    actions: [],
  };
}

/** Of each context the latest, as it stands beside a commit. */
function latestStatuses({ world }: Engine, sha: string): string[] {
  const own = world.commitStatuses.filter((status) => status.sha === sha);
  return [...new Map(own.map(({ context, state }) => [context, `${context}: ${state}`])).values()];
}
