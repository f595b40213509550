import type { Branch } from '../contract.ts';
import { ProviderError } from '../errors.ts';
import { branchList, refList } from './answers.ts';
import type { GitHubCaller } from './caller.ts';
import { PAGE_SIZE } from './pages.ts';

/** How many pages of branches are looked through for a text that no branch begins with. */
const MOST_PAGES = 5;

/**
 * Branches for type-ahead: those that begin with the text, which GitHub finds however many there are, then those of
 * the first five hundred that hold it. Only the first kind minds case, as Git does.
 */
export async function branchesWith(caller: GitHubCaller, text: string, limit: number): Promise<Branch[]> {
  const wanted = text.trim().replace(/^refs\/heads\//, '');
  const found = new Map<string, Branch>();
  const add = (branches: readonly Branch[]) => {
    for (const branch of branches) if (found.size < limit) found.set(branch.name, branch);
  };
  if (mayBeginBranch(wanted)) add(sortedBy(wanted, await beginningWith(caller, wanted)));
  let pages = 0;
  for await (const { entries } of listed(caller)) {
    add(entries.filter(({ name }) => name.toLowerCase().includes(wanted.toLowerCase())));
    pages += 1;
    if (found.size >= limit || pages === MOST_PAGES) break;
  }
  return [...found.values()];
}

async function beginningWith(caller: GitHubCaller, text: string): Promise<Branch[]> {
  try {
    return await caller.ask(refList, caller.advice.repository, ({ request }) =>
      request('GET /repos/{owner}/{repo}/git/matching-refs/{ref}', {
        ...caller.target,
        ref: `heads/${text}`,
      }),
    );
  } catch (error) {
    // 409: a repository without a commit has no refs.
    if (error instanceof ProviderError && error.status === 409) return [];
    throw error;
  }
}

function listed(caller: GitHubCaller) {
  return caller.pages(
    branchList,
    caller.advice.repository,
    (page) =>
      ({ request }) =>
        request('GET /repos/{owner}/{repo}/branches', { ...caller.target, per_page: PAGE_SIZE, ...page }),
  );
}

/** What Git lets no branch's name hold need not be asked for. */
function mayBeginBranch(text: string): boolean {
  return text !== '' && !/[\s~^:?*[\\\p{Cc}]|\.\.|@\{|\/\/|^[/-]/u.test(text);
}

/** The branch of that very name first. */
function sortedBy(text: string, branches: readonly Branch[]): Branch[] {
  return branches.toSorted((a, b) => Number(b.name === text) - Number(a.name === text));
}
