import { describe, expect, test } from 'vitest';
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

/** A Linear that filters and orders as the vendor does: what changed last comes first. */
async function linearWith(issues: Changed[]): Promise<Linear> {
  return startLinear({
    OldestChanges(variables) {
      const { updatedAt, or } = (variables.filter ?? {}) as Filter;
      const fits = (one: Changed) =>
        (!updatedAt || one.updatedAt >= updatedAt.gte) &&
        (!or || one.updatedAt >= or[0].updatedAt.gte || !or[1].id.nin.includes(one.id));
      const found = issues.filter(fits).toSorted((a, b) => b.updatedAt.localeCompare(a.updatedAt));
      return data({ issues: page(found.slice(-Number(variables.last))) });
    },
  });
}

/** As the sync does: a page a run, each from the cursor of the one before, until nothing is new. */
async function syncAll(linear: Linear, given: Given = {}, start?: string) {
  const { issues } = await connect(linear, given);
  const keys: string[] = [];
  let cursor = start;
  for (let run = 0; run < 200; run++) {
    const iterator = issues.changedSince(cursor)[Symbol.asyncIterator]();
    const { value, done } = await iterator.next();
    if (done) return { keys, cursor };
    keys.push(...value.issues.map((one: { key: string }) => one.key));
    cursor = value.cursor;
  }
  throw new Error('goes on for ever');
}

describe('what changed since', () => {
  test('oldest first, without a cursor everything', async () => {
    await using linear = await linearWith([changed(1, 3), changed(2, 1), changed(3, 2)]);
    const { keys } = await syncAll(linear);
    expect(keys).toEqual(['ENG-2', 'ENG-3', 'ENG-1']);
    expect(linear.sent()[0]?.variables).toEqual({ filter: {}, last: 250, labels: 20 });
  });

  test('from the cursor only what is later, and what changed in that very millisecond and was not told', async () => {
    const issues = [changed(1, 1), changed(2, 2)];
    await using linear = await linearWith(issues);
    const first = await syncAll(linear);
    issues.push(changed(3, 2), changed(4, 3));
    const second = await syncAll(linear, {}, first.cursor);
    expect(second.keys).toEqual(['ENG-3', 'ENG-4']);
    expect((await syncAll(linear, {}, second.cursor)).keys).toEqual([]);
  });

  test('a bulk edit of more issues than a page holds, all in one millisecond', async () => {
    await using linear = await linearWith(Array.from({ length: 620 }, (_, index) => changed(index, 5)));
    const { keys } = await syncAll(linear);
    expect(keys).toHaveLength(620);
    expect(new Set(keys).size).toBe(620);
  });

  test('an issue that changes while pages are read is told again, and none is left out', async () => {
    const issues = Array.from({ length: 600 }, (_, index) => changed(index, index));
    await using linear = await linearWith(issues);
    const { issues: tracker } = await connect(linear);
    const keys: string[] = [];
    for await (const found of tracker.changedSince(undefined)) {
      keys.push(...found.issues.map(({ key }) => key));
      const early = issues[3];
      if (keys.length === 250 && early) early.updatedAt = at(9_000);
    }
    expect(new Set(keys).size).toBe(600);
    expect(keys.filter((key) => key === 'ENG-3')).toHaveLength(2);
  });

  test('a backfill of 10,000 issues takes 41 requests, of the 1,000 an hour', async () => {
    await using linear = await linearWith(
      Array.from({ length: 10_000 }, (_, index) => changed(index, index)),
    );
    const { keys } = await syncAll(linear);
    expect(new Set(keys).size).toBe(10_000);
    expect(linear.operations()).toHaveLength(41);
  });

  test('in the configured team', async () => {
    await using linear = await linearWith([]);
    await syncAll(linear, { values: { team_id: 'OPS' } });
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
      OldestChanges: data({ issues: page([changed(1, 1, { labels: many })]) }),
      IssueById: data({ issue: changed(1, 1, { labels: labels('bug', 'docs') }) }),
    });
    const { issues } = await connect(linear);
    for await (const { issues: found } of issues.changedSince(undefined)) {
      expect(found.map((one) => one.labels)).toEqual([['bug', 'docs']]);
    }
    expect(linear.sent()[1]?.variables).toEqual({ id: 'issue-1', labels: 250 });
  });

  test('should the list go on below, its end is looked for, and the oldest still come first', async () => {
    await using linear = await startLinear({
      OldestChanges: data({ issues: page([changed(3, 3)], 'c1') }),
      FurtherChanges: [
        data({ issues: page([changed(2, 2)], 'c2') }),
        data({ issues: page([changed(1, 1)]) }),
      ],
    });
    const { issues } = await connect(linear);
    const { value } = await issues.changedSince(undefined)[Symbol.asyncIterator]().next();
    expect(value).toMatchObject({ issues: [{ key: 'ENG-1' }], cursor: expect.stringContaining(at(1)) });
  });

  test.each(['', 'x', '{}', '{"at":"yesterday","told":[]}'])(
    'what is no cursor starts afresh: %j',
    async (cursor) => {
      await using linear = await linearWith([changed(1, 1)]);
      expect((await syncAll(linear, {}, cursor)).keys).toEqual(['ENG-1']);
    },
  );

  test('trouble is told', async () => {
    await using linear = await startLinear({ '*': refusal(400, 'x', { code: 'RATELIMITED' }) });
    await expect(syncAll(linear)).rejects.toMatchObject({ code: 'rate_limited' });
  });
});
