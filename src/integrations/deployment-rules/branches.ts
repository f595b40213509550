import { ProviderError } from '../errors.ts';

/** The branches that are production's where nobody says which one is: the vendors' own choice, and Git's. */
export const USUAL_PRODUCTION_BRANCHES: readonly string[] = ['main', 'master'];

/** `refs/heads/feature/login` and ` feature/login ` name the same branch as `feature/login`. */
export function plainBranch(branch: string): string {
  return branch.trim().replace(/^refs\/heads\//, '');
}

/** The branch in its plain form. Throws code `invalid_request` where none is named. */
export function namedBranch(branch: string): string {
  const plain = plainBranch(branch);
  if (plain) return plain;
  throw new ProviderError('invalid_request', 'Name the branch to deploy.');
}

/** The refusal to deploy a branch. `what` it is to whom: "the production branch of web-app". */
export function productionBranchError(branch: string, what: string): ProviderError {
  return new ProviderError(
    'production_branch',
    `${branch} is ${what}, and BuildRunner never deploys production. Choose another branch.`,
  );
}
