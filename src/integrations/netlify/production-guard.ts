import { ProviderError } from '../errors.ts';
import type { DeployAnswer, SiteAnswer } from './answers.ts';
import { isProductionBranch } from './preview-branch.ts';

/**
 * Throws code `production_deployment` for a deploy of production: by its context, because the site serves it now, or
 * because it is of the production branch. One that says neither context nor branch could be, and is refused as well.
 *
 * @param verb what is not done to it, as in "BuildRunner never removes those"
 */
export function refuseProduction(deploy: DeployAnswer, site: SiteAnswer, verb: string): void {
  const reason = whyProduction(deploy, site);
  if (!reason) return;
  throw new ProviderError(
    'production_deployment',
    `This is a production deploy, and BuildRunner never ${verb} those. Do it in Netlify if you mean to.`,
    { detail: `${deploy.id} ${reason}` },
  );
}

function whyProduction({ id, context, branch }: DeployAnswer, site: SiteAnswer): string | undefined {
  if (context === 'production') return 'has the context production';
  if (id === site.published_deploy?.id) return 'is the published deploy';
  if (branch && isProductionBranch(site, branch)) return `is of the production branch ${branch}`;
  if (!context && !branch) return 'says neither its context nor its branch';
  return undefined;
}
