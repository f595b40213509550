import {
  namedBranch,
  plainBranch,
  productionBranchError,
  USUAL_PRODUCTION_BRANCHES,
} from '../deployment-rules/branches.ts';
import { ProviderError } from '../errors.ts';
import type { SiteAnswer } from './answers.ts';

declare const checked: unique symbol;

/**
 * The name of a branch that a site may build as a preview. Netlify deploys to production when a build names no branch,
 * or the production one, so no build is asked for but with one of these; only `previewBranch` makes them.
 */
export type PreviewBranch = string & { readonly [checked]: 'is not empty and not the production branch' };

/**
 * Checks a branch against the site as Netlify has it now. Throws code `production_branch` for the branch that Netlify
 * would deploy to production, and `invalid_request` for no branch or a site without a repository to build from.
 */
export function previewBranch(site: SiteAnswer, branch: string): PreviewBranch {
  const name = namedBranch(branch);
  const settings = site.build_settings;
  const siteName = site.name ?? site.id;
  if (!settings?.repo_url && !settings?.repo_path) {
    throw new ProviderError(
      'invalid_request',
      `The Netlify site ${siteName} is not connected to a Git repository. Connect one in Netlify → ${siteName} → Configuration → Build & deploy, then try again.`,
    );
  }
  if (isProductionBranch(site, name)) {
    throw productionBranchError(name, `the production branch of ${siteName}`);
  }
  return name as PreviewBranch;
}

/** Whether a build of this branch goes to production: the one the site names, or the usual ones where it names none. */
export function isProductionBranch({ build_settings: settings }: SiteAnswer, branch: string): boolean {
  const named = settings?.repo_branch;
  const production = named ? [plainBranch(named)] : USUAL_PRODUCTION_BRANCHES;
  return production.includes(plainBranch(branch));
}
