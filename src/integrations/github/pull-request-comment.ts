import { hasCode } from '../errors.ts';
import { commentList } from './answers.ts';
import type { GitHubCaller } from './caller.ts';
import { splitMarker, withMarker } from './marker.ts';
import { PAGE_SIZE } from './pages.ts';

interface Comment {
  number: number;
  marker: string;
  body: string;
}

/** Writes the one comment of this marker, or edits it; one that reads so already is left alone. */
export async function setPullRequestComment(caller: GitHubCaller, comment: Comment): Promise<void> {
  const existing = await find(caller, comment);
  if (existing?.text === comment.body) return;
  const body = withMarker(comment.body, comment.marker);
  if (existing && (await edit(caller, existing.id, body))) return;
  await caller.send(caller.advice.pullRequest, ({ request }) =>
    request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
      ...caller.target,
      issue_number: comment.number,
      body,
    }),
  );
}

async function find(
  caller: GitHubCaller,
  { number, marker }: Comment,
): Promise<{ id: number; text: string } | undefined> {
  const pages = caller.pages(
    commentList,
    caller.advice.pullRequest,
    (page) =>
      ({ request }) =>
        request('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
          ...caller.target,
          issue_number: number,
          per_page: PAGE_SIZE,
          ...page,
        }),
  );
  for await (const { entries } of pages) {
    for (const { id, body } of entries) {
      const marked = splitMarker(body);
      if (marked.marker === marker) return { id, text: marked.text };
    }
  }
  return undefined;
}

/** False where somebody deleted the comment meanwhile. */
async function edit(caller: GitHubCaller, id: number, body: string): Promise<boolean> {
  try {
    await caller.send(caller.advice.pullRequest, ({ request }) =>
      request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
        ...caller.target,
        comment_id: id,
        body,
      }),
    );
    return true;
  } catch (error) {
    if (hasCode(error, 'not_found')) return false;
    throw error;
  }
}
