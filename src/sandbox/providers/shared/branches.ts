/** A commit as a platform knows it, with how building it fails; null for one that builds. */
interface Head<Failure> {
  sha: string;
  failure: Failure | null;
}

/** Adds a commit and lets `branch` stand at it; `made` is the branch where there was none. */
export function advance<Commit extends { sha: string }, Branch extends { sha: string }>(
  world: { commits: Commit[]; branches: Branch[] },
  branch: Branch | undefined,
  commit: Commit,
  made: Branch,
): Branch {
  world.commits.push(commit);
  if (branch) branch.sha = commit.sha;
  else world.branches.push(made);
  return branch ?? made;
}

/** How the branch's builds fail now: what broke them before still does after the next push. */
export function failureOf<Failure>(
  commits: readonly Head<Failure>[],
  branch: { sha: string } | undefined,
): Failure | null {
  return commits.find(({ sha }) => sha === branch?.sha)?.failure ?? null;
}

/** Whether Git would take `name` for a branch: the rules of git-check-ref-format. */
export function isBranchName(name: string): boolean {
  if (name.length === 0 || name.length > 244 || name === '@' || name.startsWith('-')) return false;
  if (/[\s~^:?*[\\\p{Cc}]|\.\.|@\{|\/\/|\.$|\/$|^\//u.test(name)) return false;
  return name.split('/').every((part) => !part.startsWith('.') && !part.endsWith('.lock'));
}
