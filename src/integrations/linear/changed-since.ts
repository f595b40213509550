import { z } from 'zod';
import { type IssueAnswer, issuePage, type Page } from './answers.ts';
import type { LinearCaller } from './caller.ts';
import { FURTHER_CHANGES, LABELS_IN_LISTS, OLDEST_CHANGES, PAGE_SIZE } from './documents.ts';
import { teamFilter } from './teams.ts';

/** The time of the last change told, and the issues told that changed in that very millisecond. */
const cursorSchema = z.object({ at: z.iso.datetime(), told: z.array(z.string()) });

type Cursor = z.infer<typeof cursorSchema>;

/**
 * What changed since `cursor`, oldest first. Linear orders by the time of change, but only downwards. So each page asks
 * anew for what is later than the cursor, and takes its entries from the end of that list: then it does not matter what
 * moves to the top while pages are read, and a run that broke off goes on where it was.
 *
 * A bulk edit changes more issues in one millisecond than a page holds. The cursor names those that were told already:
 * asking for later ones only would leave the others out for good.
 */
export async function* changesSince(
  caller: LinearCaller,
  cursor: string | undefined,
): AsyncGenerator<{ found: IssueAnswer[]; cursor: string }> {
  let from = readCursor(cursor);
  while (true) {
    const found = await oldestPage(caller, from);
    const next = cursorAfter(from, found);
    if (!next) return;
    from = next;
    yield { found, cursor: JSON.stringify(next) };
    if (found.length < PAGE_SIZE) return;
  }
}

/**
 * The page that is the farthest down. Where Linear should say that the list goes on below it, the rest is walked through
 * with nothing but the last page kept: telling a later change first would leave the earlier ones out.
 */
async function oldestPage(caller: LinearCaller, from: Cursor | undefined): Promise<IssueAnswer[]> {
  const shared = { filter: filterFor(caller, from), labels: LABELS_IN_LISTS };
  const ask = (document: string, more: Record<string, unknown>): Promise<Page<IssueAnswer>> =>
    caller.ask(issuePage, caller.advice.issue, document, { ...shared, ...more });
  let page = await ask(OLDEST_CHANGES, { last: PAGE_SIZE });
  while (page.next) page = await ask(FURTHER_CHANGES, { first: PAGE_SIZE, after: page.next });
  return page.nodes.toSorted((a, b) => Date.parse(a.updatedAt) - Date.parse(b.updatedAt));
}

function filterFor(caller: LinearCaller, from: Cursor | undefined) {
  const team = teamFilter(caller.team);
  return {
    ...(team ? { team } : {}),
    ...(from
      ? {
          updatedAt: { gte: from.at },
          or: [{ updatedAt: { gte: afterMillisecond(from.at) } }, { id: { nin: from.told } }],
        }
      : {}),
  };
}

function cursorAfter(from: Cursor | undefined, found: readonly IssueAnswer[]): Cursor | undefined {
  const last = found.at(-1);
  if (!last) return undefined;
  const at = new Date(last.updatedAt).toISOString();
  const told = found.filter(({ updatedAt }) => Date.parse(updatedAt) === Date.parse(at)).map(({ id }) => id);
  return { at, told: from?.at === at ? [...from.told, ...told] : told };
}

function afterMillisecond(at: string): string {
  return new Date(Date.parse(at) + 1).toISOString();
}

/** What is no cursor of ours starts afresh. */
function readCursor(cursor: string | undefined): Cursor | undefined {
  if (cursor === undefined) return undefined;
  try {
    return cursorSchema.safeParse(JSON.parse(cursor)).data;
  } catch {
    return undefined;
  }
}
