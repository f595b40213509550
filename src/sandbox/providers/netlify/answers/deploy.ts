import { SITE, USER } from '../account.ts';
import { commitOf } from '../branches.ts';
import { FAILURE } from '../failures.ts';
import { stateAt } from '../lifecycle.ts';
import type { Links } from '../links.ts';
import type { Deploy, World } from '../world.ts';

/** What Netlify says of a cancelled deploy, for which it has no state of its own. */
const CANCELED = 'Canceled build';

/** A deploy as the API answers it and as webhooks carry it. */
export function deployAnswer(world: World, deploy: Deploy, now: number, links: Links) {
  const state = stateAt(deploy, now);
  const commit = commitOf(world, deploy.sha);
  const endedAt = deploy.canceledAt ?? deploy.endsAt;
  const live = links.live(deploy.id);
  return {
    id: deploy.id,
    site_id: SITE.id,
    build_id: deploy.buildId,
    state,
    name: SITE.name,
    url: `https://${SITE.domain}`,
    ssl_url: `https://${SITE.domain}`,
    admin_url: links.admin(),
    deploy_url: live,
    deploy_ssl_url: live,
    created_at: iso(deploy.createdAt),
    updated_at: iso(Math.max(deploy.createdAt, Math.min(now, endedAt ?? now))),
    user_id: USER.id,
    error_message: errorOf(deploy, state),
    required: [],
    required_functions: [],
    commit_ref: deploy.sha,
    commit_url: `https://github.com/${SITE.repository}/commit/${deploy.sha}`,
    committer: commit.author,
    review_id: null,
    review_url: null,
    branch: deploy.branch,
    skipped: null,
    locked: world.lockedDeployId === deploy.id ? true : null,
    title: deploy.title,
    published_at: state === 'ready' && endedAt !== null ? iso(endedAt) : null,
    context: deploy.context,
    deploy_time:
      state === 'ready' && endedAt !== null ? Math.round((endedAt - deploy.createdAt) / 1000) : null,
    available_functions: [],
    summary: summaryOf(deploy, state),
    screenshot_url: null,
    links: { permalink: live, alias: null, branch: null },
  };
}

function errorOf(deploy: Deploy, state: string): string | null {
  if (state !== 'error') return null;
  if (deploy.canceledAt !== null) return CANCELED;
  return deploy.failure ? FAILURE[deploy.failure].message : null;
}

function summaryOf(deploy: Deploy, state: string) {
  if (state === 'ready') {
    const title = 'All files already uploaded by a previous deploy with the same commits';
    return { status: state, messages: [{ type: 'info', title, description: null, image: null }] };
  }
  if (state === 'error' && deploy.canceledAt === null) {
    return {
      status: state,
      messages: [{ type: 'error', title: 'Build failed', description: null, image: null }],
    };
  }
  return { status: state, messages: [] };
}

/** A time as Netlify writes it. */
export function iso(at: number): string {
  return new Date(at).toISOString();
}
