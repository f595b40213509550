import { z } from 'zod';

/**
 * What is read of Netlify's answers: only what is used, and nothing of it required but what every answer has. A field
 * of another type than the specification says counts as absent.
 */

const text = z.string().min(1).nullish().catch(undefined);
const flag = z.boolean().nullish().catch(undefined);

/** One of the remarks that a deploy's `summary` ends with: what was built, or which step failed. */
const summaryMessage = z.object({ type: text, title: text, description: text });

export const deployAnswer = z.object({
  id: z.string().min(1),
  state: text,
  /** `production`, `deploy-preview`, `branch-deploy`, or the name of a branch. */
  context: text,
  branch: text,
  commit_ref: text,
  committer: text,
  title: text,
  deploy_ssl_url: text,
  deploy_url: text,
  /** The site's page; the deploy's own is below it. */
  admin_url: text,
  error_message: text,
  /** A build that Netlify did not run because the site's own rules told it so. */
  skipped: flag,
  created_at: z.iso.datetime({ offset: true }),
  summary: z
    .object({ messages: z.array(summaryMessage).nullish().catch(undefined) })
    .nullish()
    .catch(undefined),
});

export type DeployAnswer = z.infer<typeof deployAnswer>;

export const deployList = z.array(deployAnswer);

export const siteAnswer = z.object({
  id: z.string().min(1),
  name: text,
  account_name: text,
  account_slug: text,
  published_deploy: z.object({ id: text }).nullish().catch(undefined),
  build_settings: z
    .object({ provider: text, repo_path: text, repo_url: text, repo_branch: text, stop_builds: flag })
    .nullish()
    .catch(undefined),
});

export type SiteAnswer = z.infer<typeof siteAnswer>;

/** What `POST /sites/{site_id}/builds` answers: a build, and the deploy that it will become. */
export const buildAnswer = z.object({ deploy_id: z.string().min(1) });

export const hookAnswer = z.object({
  id: z.string().min(1),
  type: text,
  event: text,
  data: z.object({ url: text }).nullish().catch(undefined),
});

export type HookAnswer = z.infer<typeof hookAnswer>;

export const hookList = z.array(hookAnswer);
