import type { DeploymentTarget } from '../contract.ts';
import { namedBranch, productionBranchError } from '../deployment-rules/branches.ts';
import { ProviderError } from '../errors.ts';
import type { ServiceAnswer } from './answers.ts';
import type { RenderSettings } from './settings.ts';

/** Words of a service's name that say what it is for. */
const PREVIEW_WORDS: ReadonlySet<string> = new Set(['preview', 'previews', 'staging', 'qa']);
const PRODUCTION_WORDS: ReadonlySet<string> = new Set(['prod', 'production', 'live']);

/**
 * Render does not say which service is production, and one that BuildRunner pointed at another branch would serve
 * that branch to everybody. So the rule is the careful one, and a service is production unless something says
 * otherwise: Render made it for a pull request, or its name has one of the words preview, previews, staging or qa and
 * none of prod, production or live. Nothing else of a service tells: its branch changes with every preview, and
 * Render itself sets it to the default branch when the branch is deleted.
 */
export function targetOf(service: ServiceAnswer): DeploymentTarget {
  return isPullRequestPreview(service) || isNamedForPreviews(service) ? 'preview' : 'production';
}

/** Whether Render made it for a pull request; with `baseId`, of that service. */
export function isPullRequestPreview(service: ServiceAnswer, baseId?: string): boolean {
  const parent = service.serviceDetails?.parentServer?.id;
  return parent !== undefined && parent !== service.id && (baseId === undefined || parent === baseId);
}

/** Throws code `production_deployment` unless the service is one for previews. `verb`: "deploys to", "cancels". */
export function refuseProduction(service: ServiceAnswer, verb: string): void {
  if (targetOf(service) === 'preview') return;
  throw new ProviderError(
    'production_deployment',
    `${service.name} looks like production, and BuildRunner never ${verb} that. Fill in the Service ID of a service kept for previews; if this is one, put preview, staging or qa into its name in Render → Settings.`,
    { detail: `nothing says that ${service.id} is a preview service` },
  );
}

/** The branch in its plain form. Throws code `production_branch` for one that is production's. */
export function previewBranch(branch: string, { productionBranches }: RenderSettings): string {
  const plain = namedBranch(branch);
  if (!productionBranches.includes(plain)) return plain;
  throw productionBranchError(plain, 'the production branch');
}

function isNamedForPreviews({ name }: ServiceAnswer): boolean {
  const words = name.toLowerCase().split(/[^a-z]+/);
  return words.some((word) => PREVIEW_WORDS.has(word)) && !words.some((word) => PRODUCTION_WORDS.has(word));
}
