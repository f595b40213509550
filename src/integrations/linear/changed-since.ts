import { z } from 'zod';
import { hasCode } from '../errors.ts';
import { type IssueAnswer, issuePage, type Page } from './answers.ts';
import type { LinearCaller } from './caller.ts';
import { CHANGED_ISSUES, LABELS_IN_LISTS, PAGE_SIZE } from './documents.ts';
import { teamFilter } from './teams.ts';

/** All that changed before `at` has been told, and of what changed in that very millisecond these ids. */
const markSchema = z.object({ at: z.iso.datetime(), told: z.array(z.string()) });

const placeSchema = z.object({
  /** What is listed is what changed since then; everything where it is absent. */
  since: markSchema.optional(),
  /** While a list goes on: where, and up to when all will have been told once it has been read to its end. */
  list: z.object({ after: z.string().min(1), mark: markSchema }).optional(),
});

type Mark = z.infer<typeof markSchema>;
type Place = z.infer<typeof placeSchema>;

/**
 * What changed since `cursor`, a page of Linear's list at a time. The schema does not say in which order that list is;
 * the documentation says that ordering by `updatedAt` gives what changed last first
 * (https://linear.app/developers/pagination). Where that should not hold it costs more calls, and leaves nothing out:
 *
 * A list that has been read to its end is told up to the newest change on its *first* page. What changed before that did
 * not change while the list was read, so it did not move either, and was in it. What changed later, on whichever page it
 * was or was missed, is listed again the next time.
 *
 * A bulk edit changes more issues in one millisecond than a page holds. The mark names those that were told already:
 * asking for later ones only would leave the others out for good.
 */
export async function* changesSince(
  caller: LinearCaller,
  cursor: string | undefined,
): AsyncGenerator<{ found: IssueAnswer[]; cursor: string }> {
  let place = readCursor(cursor);
  while (true) {
    const page = await pageAt(caller, place);
    if (!page) {
      place = startOf(place);
      continue;
    }
    const isWholeList = !place.list && !page.next;
    const next = placeAfter(place, page);
    if (!next) return;
    place = next;
    const found = page.nodes.toSorted((a, b) => changedAt(a) - changedAt(b));
    yield { found, cursor: JSON.stringify(place) };
    if (isWholeList) return;
  }
}

/** Undefined where Linear does not know the place in the list any more: its cursors name an issue, which may be gone. */
async function pageAt(caller: LinearCaller, { since, list }: Place): Promise<Page<IssueAnswer> | undefined> {
  try {
    return await caller.ask(issuePage, caller.advice.issue, CHANGED_ISSUES, {
      filter: filterFor(caller, since),
      first: PAGE_SIZE,
      labels: LABELS_IN_LISTS,
      ...(list ? { after: list.after } : {}),
    });
  } catch (error) {
    if (list && hasCode(error, 'invalid_request', 'not_found')) return undefined;
    throw error;
  }
}

function filterFor(caller: LinearCaller, since: Mark | undefined) {
  const team = teamFilter(caller.team);
  return {
    ...(team ? { team } : {}),
    ...(since
      ? {
          updatedAt: { gte: since.at },
          or: [{ updatedAt: { gte: afterMillisecond(since.at) } }, { id: { nin: since.told } }],
        }
      : {}),
  };
}

/** Undefined where a list has nothing in it. */
function placeAfter(place: Place, { nodes, next }: Page<IssueAnswer>): Place | undefined {
  const begun = place.list?.mark ?? newestOf(nodes, place.since);
  if (!begun) return undefined;
  const mark = withTold(begun, nodes);
  return next ? { ...startOf(place), list: { after: next, mark } } : { since: mark };
}

/** The beginning of the list that `place` is in. */
function startOf({ since }: Place): Place {
  return since ? { since } : {};
}

/** The time of the newest change, with what was told of that millisecond before. */
function newestOf(nodes: readonly IssueAnswer[], since: Mark | undefined): Mark | undefined {
  if (nodes.length === 0) return undefined;
  const at = new Date(Math.max(...nodes.map(changedAt))).toISOString();
  return { at, told: since?.at === at ? since.told : [] };
}

function withTold({ at, told }: Mark, nodes: readonly IssueAnswer[]): Mark {
  const same = nodes.filter((node) => changedAt(node) === Date.parse(at)).map(({ id }) => id);
  return { at, told: [...new Set([...told, ...same])] };
}

function changedAt({ updatedAt }: IssueAnswer): number {
  return Date.parse(updatedAt);
}

function afterMillisecond(at: string): string {
  return new Date(Date.parse(at) + 1).toISOString();
}

/** What is no cursor of ours starts afresh. */
function readCursor(cursor: string | undefined): Place {
  if (cursor === undefined) return {};
  try {
    return placeSchema.safeParse(JSON.parse(cursor)).data ?? {};
  } catch {
    return {};
  }
}
