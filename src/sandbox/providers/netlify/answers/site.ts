import { ACCOUNT, FOUNDED_AT, SITE, USER } from '../account.ts';
import { publishedDeploy } from '../deploys.ts';
import type { Links } from '../links.ts';
import type { World } from '../world.ts';
import { deployAnswer, iso } from './deploy.ts';

/** The site as `GET /sites/{site_id}` answers it. */
export function siteAnswer(world: World, now: number, links: Links) {
  const published = publishedDeploy(world, now);
  return {
    id: SITE.id,
    state: 'current',
    plan: 'nf_team_pro',
    name: SITE.name,
    custom_domain: null,
    url: `https://${SITE.domain}`,
    ssl_url: `https://${SITE.domain}`,
    admin_url: links.admin(),
    screenshot_url: null,
    created_at: iso(FOUNDED_AT),
    updated_at: iso(FOUNDED_AT),
    user_id: USER.id,
    ssl: true,
    account_id: ACCOUNT.id,
    account_name: ACCOUNT.name,
    account_slug: ACCOUNT.slug,
    git_provider: 'github',
    build_settings: {
      provider: 'github',
      repo_path: SITE.repository,
      repo_url: `https://github.com/${SITE.repository}`,
      repo_branch: SITE.productionBranch,
      dir: SITE.publishDirectory,
      cmd: SITE.buildCommand,
      allowed_branches: [],
      public_repo: false,
      stop_builds: false,
    },
    published_deploy: published ? deployAnswer(world, published, now, links) : null,
  };
}
