import { Refusal } from '../governance/gate.ts';

/** Git's own rules for branch names (git-check-ref-format), as far as they can be told from the name alone. */
const FORBIDDEN = /[\p{Cc}\p{Z}~^:?*[\\]|\.\.|@\{|\/\/|^[/.-]|[/.]$|\.lock$|\/\./u;

/** Throws `Refusal` where no branch can have this name. */
export function checkBranch(branch: string): void {
  if (branch === '') throw new Refusal('Say which branch: `/buildrunner deploy-preview feature/login`.');
  if (branch.length > 250 || FORBIDDEN.test(branch)) {
    throw new Refusal(`“${branch.slice(0, 80)}” cannot be the name of a branch.`);
  }
}
