import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Issue } from '../../../src/integrations/contract.ts';
import { data, issue, labels, page, refusal } from './answers.ts';
import { connect, type Given, type Linear, startLinear } from './vendor.ts';

const at = (millisecond: number) => new Date(Date.UTC(2026, 10, 24, 9) + millisecond).toISOString();
const changed = (number: number, millisecond: number, more: Record<string, unknown> = {}) =>
  issue({ id: `issue-${number}`, identifier: `ENG-${number}`, updatedAt: at(millisecond), ...more });
type Changed = ReturnType<typeof changed>;

interface Filter {
  updatedAt?: { gte: string };
  or?: [{ updatedAt: { gte: string } }, { id: { nin: string[] } }];
}

/** How a Linear lists what changed. Only the first is documented; the adapter may rely on none of them. */
const ORDERS = {
  'newest first': (a: Changed, b: Changed) => b.updatedAt.localeCompare(a.updatedAt),
  'oldest first': (a: Changed, b: Changed) => a.updatedAt.localeCompare(b.updatedAt),
  'by something else': (a: Changed, b: Changed) => a.id.localeCompare(b.id),
};
type Order = keyof typeof ORDERS;

/** A Linear that filters as the vendor does. A place in its list is the id of the last entry, wherever that is now. */
async function linearWith(
  issues: Changed[],
  { order = 'newest first', most = 250 }: { order?: Order; most?: number } = {},
): Promise<Linear> {
  return startLinear({
    ChangedIssues(variables) {
      const { updatedAt, or } = (variables.filter ?? {}) as Filter;
      const fits = (one: Changed) =>
        (!updatedAt || one.updatedAt >= updatedAt.gte) &&
        (!or || one.updatedAt >= or[0].updatedAt.gte || !or[1].id.nin.includes(one.id));
      const found = issues.filter(fits).toSorted(ORDERS[order]);
      const place = variables.after ? found.findIndex(({ id }) => id === variables.after) : -1;
      if (variables.after && place === -1)
        return refusal(200, 'Argument Validation Error', { code: 'INVALID_INPUT' });
      const end = place + 1 + Math.min(Number(variables.first), most);
      const nodes = found.slice(place + 1, end);
      return data({ issues: page(nodes, end < found.length ? nodes.at(-1)?.id : undefined) });
    },
  });
}

/** As the sync does: a page a run, each from the cursor of the one before, until nothing is new. */
async function syncAll(
  linear: Linear,
  { given = {}, start, between }: { given?: Given; start?: string | undefined; between?: () => void } = {},
) {
  const { issues } = await connect(linear, given);
  const told: Issue[] = [];
  let cursor = start;
  for (let run = 0; run < 200; run++) {
    const iterator = issues.changedSince(cursor)[Symbol.asyncIterator]();
    const { value, done } = await iterator.next();
    if (done) return { told, keys: told.map(({ key }) => key), cursor };
    told.push(...value.issues);
    cursor = value.cursor;
    between?.();
  }
  throw new Error('goes on for ever');
}

describe('what changed since', () => {
  test('without a cursor everything, and where nothing changed since it is one request', async () => {
    await using linear = await linearWith([changed(1, 3), changed(2, 1), changed(3, 2)]);
    const { keys, cursor } = await syncAll(linear);
    expect(keys).toEqual(['ENG-2', 'ENG-3', 'ENG-1']);
    expect(linear.sent()[0]?.variables).toEqual({ filter: {}, first: 250, labels: 20 });
    const before = linear.sent().length;
    expect((await syncAll(linear, { start: cursor })).keys).toEqual([]);
    expect(linear.sent().length - before).toBe(1);
  });

  test('from the cursor only what is later, and what changed in that very millisecond and was not told', async () => {
    const issues = [changed(1, 1), changed(2, 2)];
    await using linear = await linearWith(issues);
    const first = await syncAll(linear);
    issues.push(changed(3, 2), changed(4, 3));
    const second = await syncAll(linear, { start: first.cursor });
    expect(second.keys.toSorted()).toEqual(['ENG-3', 'ENG-4']);
    expect((await syncAll(linear, { start: second.cursor })).keys).toEqual([]);
  });

  test.each(Object.keys(ORDERS) as Order[])(
    'a bulk edit of more issues than a page holds, all in one millisecond, listed %s',
    async (order) => {
      const issues = Array.from({ length: 620 }, (_, index) => changed(index, 5));
      await using linear = await linearWith(issues, { order });
      const { keys, cursor } = await syncAll(linear);
      expect(keys).toHaveLength(620);
      expect(new Set(keys).size).toBe(620);
      expect((await syncAll(linear, { start: cursor })).keys).toEqual([]);
    },
  );

  test('what changes while a list is read is told, whether it was told before or not', async () => {
    const issues = Array.from({ length: 600 }, (_, index) => changed(index, index));
    await using linear = await linearWith(issues);
    const { issues: tracker } = await connect(linear);
    const keys: string[] = [];
    for await (const found of tracker.changedSince(undefined)) {
      keys.push(...found.issues.map(({ key }) => key));
      if (keys.length !== 250) continue;
      for (const index of [3, 597]) Object.assign(issues[index] ?? {}, { updatedAt: at(9_000) });
    }
    expect(new Set(keys).size).toBe(600);
    expect(keys.slice(599)).toEqual(['ENG-3', 'ENG-597']);
  });

  test('whatever the order and whatever changes meanwhile, the last change of every issue is told', async () => {
    const edits = fc.array(fc.array(fc.nat({ max: 11 }), { maxLength: 4 }), { maxLength: 12 });
    const order = fc.constantFrom(...(Object.keys(ORDERS) as Order[]));
    await fc.assert(
      fc.asyncProperty(edits, order, fc.integer({ min: 1, max: 5 }), async (rounds, order, most) => {
        // Two issues share each millisecond.
        const issues = Array.from({ length: 12 }, (_, index) => changed(index, Math.floor(index / 2)));
        await using linear = await linearWith(issues, { order, most });
        let clock = 100;
        const queue = [...rounds];
        const between = () => {
          clock += 1;
          for (const index of queue.shift() ?? [])
            Object.assign(issues[index] ?? {}, { updatedAt: at(clock) });
        };
        const { told } = await syncAll(linear, { between });
        for (const { id, updatedAt } of issues) {
          const last = told.findLast(({ externalId }) => externalId === id);
          expect(last?.updatedAt.toISOString()).toBe(updatedAt);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('where the place in the list is gone, the list is read again', async () => {
    const issues = [changed(1, 1), changed(2, 2), changed(3, 3)];
    await using linear = await linearWith(issues, { most: 1 });
    const { issues: tracker } = await connect(linear);
    const keys: string[] = [];
    for await (const found of tracker.changedSince(undefined)) {
      keys.push(...found.issues.map(({ key }) => key));
      if (keys.length === 1) issues.splice(2, 1);
    }
    expect(keys).toEqual(['ENG-3', 'ENG-2', 'ENG-1']);
  });

  test('a backfill of 10,000 issues takes 41 requests, of the 1,000 an hour', async () => {
    const issues = Array.from({ length: 10_000 }, (_, index) => changed(index, index));
    await using linear = await linearWith(issues);
    const { keys } = await syncAll(linear);
    expect(new Set(keys).size).toBe(10_000);
    expect(linear.operations()).toHaveLength(41);
  });

  test('in the configured team', async () => {
    await using linear = await linearWith([]);
    await syncAll(linear, { given: { values: { team_id: 'OPS' } } });
    expect(linear.sent()[0]?.variables.filter).toEqual({ team: { key: { eqIgnoreCase: 'OPS' } } });
  });

  test('what is gone is not told and still moves the cursor', async () => {
    await using linear = await linearWith([changed(1, 1), changed(2, 2, { trashed: true })]);
    const { keys, cursor } = await syncAll(linear);
    expect(keys).toEqual(['ENG-1']);
    expect(cursor).toContain(at(2));
  });

  test('an issue with more labels than a list tells is asked for once more', async () => {
    const many = { nodes: [], pageInfo: { hasNextPage: true } };
    await using linear = await startLinear({
      ChangedIssues: data({ issues: page([changed(1, 1, { labels: many })]) }),
      IssueById: data({ issue: changed(1, 1, { labels: labels('bug', 'docs') }) }),
    });
    const { issues } = await connect(linear);
    for await (const { issues: found } of issues.changedSince(undefined)) {
      expect(found.map((one) => one.labels)).toEqual([['bug', 'docs']]);
    }
    expect(linear.sent()[1]?.variables).toEqual({ id: 'issue-1', labels: 250 });
  });

  test.each(['', 'x', '{}', '{"since":{"at":"yesterday","told":[]}}'])(
    'what is no cursor starts afresh: %j',
    async (cursor) => {
      await using linear = await linearWith([changed(1, 1)]);
      expect((await syncAll(linear, { start: cursor })).keys).toEqual(['ENG-1']);
    },
  );

  test('trouble is told', async () => {
    await using linear = await startLinear({ '*': refusal(400, 'x', { code: 'RATELIMITED' }) });
    await expect(syncAll(linear)).rejects.toMatchObject({ code: 'rate_limited' });
  });
});
