import { describe, expect, test } from 'vitest';
import { jqlTime } from '../../../src/integrations/jira/jql.ts';
import { SiteFactsCache } from '../../../src/integrations/jira/site-facts.ts';
import { type Received, startVendor, type Vendor } from '../recording-vendor.ts';
import { issue, page, refusal, SEARCH, WORLD } from './answers.ts';
import { connect } from './vendor.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 24, 9);
/** The test's clock says 10:30: this is too short ago to be sure that nothing will yet be seen of that time. */
const LATELY = 85 * MINUTE;

interface Changed {
  number: number;
  /** Epoch milliseconds. */
  at: number;
}
const changed = (number: number, at: number): Changed => ({ number, at: START + at });
const many = (count: number, atOf: (index: number) => number) =>
  Array.from({ length: count }, (_, index) => changed(index, atOf(index)));

/** A Jira of the account's time zone, whose page tokens are plain offsets: the worst that they may be. */
async function jiraWith(issues: Changed[], pageSize = 100): Promise<Vendor & { searches(): Received[] }> {
  const vendor = await startVendor({
    ...WORLD,
    [SEARCH]({ body }) {
      const { jql, nextPageToken } = body as { jql: string; nextPageToken?: string };
      const [, since] = /updated >= "([^"]+)"/.exec(jql) ?? [];
      const found = issues
        .filter(({ at }) => !since || jqlTime(new Date(at), 'Europe/Berlin') >= since)
        .toSorted((a, b) => a.at - b.at);
      const from = Number(nextPageToken ?? 0);
      if (from > issues.length) return refusal(400, ['The page token is invalid or has expired.']);
      const end = from + pageSize;
      return page(found.slice(from, end).map(written), end < found.length ? String(end) : undefined);
    },
  });
  return Object.assign(vendor, {
    searches: () => vendor.received.filter(({ method }) => method === 'POST'),
  });
}

function written({ number, at }: Changed) {
  const updated = new Date(at + 60 * MINUTE).toISOString().replace('Z', '+0100');
  return issue({ updated }, { id: String(number), key: `PROJ-${number}` });
}

/** As the sync does: a page a run, each from the cursor of the one before, until nothing is new. */
async function syncAll(jira: Vendor, start?: string, afterPage: () => void = () => {}) {
  const sites = new SiteFactsCache();
  const keys: string[] = [];
  let cursor = start;
  for (let run = 0; run < 500; run += 1) {
    const { issues } = await connect(jira, { sites });
    const { value, done } = await issues.changedSince(cursor)[Symbol.asyncIterator]().next();
    if (done) return { keys, cursor };
    keys.push(...value.issues.map((one: { key: string }) => one.key));
    cursor = value.cursor;
    afterPage();
  }
  throw new Error('goes on for ever');
}

describe('what changed since', () => {
  test('oldest first, without a cursor everything', async () => {
    await using jira = await jiraWith([changed(1, 3), changed(2, 1), changed(3, 2)]);
    expect((await syncAll(jira)).keys).toEqual(['PROJ-2', 'PROJ-3', 'PROJ-1']);
    expect(jira.searches()[0]?.body).toMatchObject({
      jql: 'project = "PROJ" ORDER BY updated ASC',
      maxResults: 100,
      fields: expect.arrayContaining(['summary', 'updated', 'customfield_10021']),
    });
  });

  test('where nothing has, one request', async () => {
    await using jira = await jiraWith([changed(1, 1), changed(2, 2)]);
    const { cursor } = await syncAll(jira);
    const sites = new SiteFactsCache();
    await (await connect(jira, { sites })).issues.search('', 1);
    const before = jira.received.length;
    const { issues } = await connect(jira, { sites });
    expect(await issues.changedSince(cursor)[Symbol.asyncIterator]().next()).toMatchObject({ done: true });
    expect(jira.received).toHaveLength(before + 1);
  });

  test('the query is in whole minutes of the account, and begins before the last change told', async () => {
    await using jira = await jiraWith([changed(1, LATELY)]);
    const { cursor } = await syncAll(jira);
    await syncAll(jira, cursor);
    expect(jira.searches().at(-1)?.body).toMatchObject({
      jql: 'project = "PROJ" AND updated >= "2026-11-24 11:20" ORDER BY updated ASC',
    });
  });

  test('what the index shows late is told, and nothing twice', async () => {
    const issues = [changed(1, LATELY)];
    await using jira = await jiraWith(issues);
    const first = await syncAll(jira);
    issues.push(changed(2, LATELY - 3 * MINUTE), changed(3, LATELY), changed(4, LATELY + MINUTE));
    const second = await syncAll(jira, first.cursor);
    expect(second.keys).toEqual(['PROJ-2', 'PROJ-3', 'PROJ-4']);
    expect((await syncAll(jira, second.cursor)).keys).toEqual([]);
  });

  test('a bulk edit long past is not read through again each time', async () => {
    await using jira = await jiraWith(many(300, () => 5));
    const { cursor } = await syncAll(jira);
    expect(JSON.parse(cursor ?? '')).toMatchObject({ seen: [] });
    const before = jira.searches().length;
    await syncAll(jira, cursor);
    expect(jira.searches()).toHaveLength(before + 1);
    expect(jira.searches().at(-1)?.body).toMatchObject({
      jql: expect.stringContaining('>= "2026-11-24 10:01"'),
    });
  });

  test('nothing twice where clocks are put back, and the query begins an hour early', async () => {
    // Berlin's clocks showed this half hour twice.
    const twice = Date.UTC(2026, 9, 25, 0, 30) - START;
    const issues = [changed(1, twice - 40 * MINUTE), changed(2, twice)];
    await using jira = await jiraWith(issues);
    const first = await syncAll(jira);
    expect(first.keys).toEqual(['PROJ-1', 'PROJ-2']);
    issues.push(changed(3, twice + MINUTE));
    const second = await syncAll(jira, first.cursor);
    expect(jira.searches().at(-1)?.body).toMatchObject({ jql: expect.stringContaining('"2026-10-25 01:3') });
    expect(second.keys).toEqual(['PROJ-3']);
  });

  test('an issue that changes again is told again', async () => {
    const issues = [changed(1, LATELY)];
    await using jira = await jiraWith(issues);
    const { cursor } = await syncAll(jira);
    issues[0] = changed(1, LATELY + 1);
    expect((await syncAll(jira, cursor)).keys).toEqual(['PROJ-1']);
  });

  test('a backfill of 1,000 issues over the years takes a request a page', async () => {
    await using jira = await jiraWith(many(1_000, (index) => index * 60 * MINUTE));
    const { keys } = await syncAll(jira);
    expect(keys).toHaveLength(1_000);
    expect(new Set(keys).size).toBe(1_000);
    expect(jira.searches().length).toBeLessThanOrEqual(12);
  });

  test.each([
    ['in one moment', () => 5],
    ['within some minutes', (index: number) => index * 200],
  ])('a bulk edit of 1,000 issues %s does as well', async (_what, atOf) => {
    await using jira = await jiraWith(many(1_000, atOf));
    const { keys } = await syncAll(jira);
    expect(new Set(keys).size).toBe(1_000);
    expect(jira.searches().length).toBeLessThanOrEqual(12);
  });

  test('fewer a page than were asked for', async () => {
    await using jira = await jiraWith(
      many(300, (index) => index * 30_000),
      20,
    );
    const { keys } = await syncAll(jira);
    expect(new Set(keys).size).toBe(300);
    expect(keys).toHaveLength(300);
  });

  test('one that changes while pages are read lets no other slip past', async () => {
    const issues = many(400, (index) => index * 60 * MINUTE);
    await using jira = await jiraWith(issues);
    let pages = 0;
    const { keys } = await syncAll(jira, undefined, () => {
      pages += 1;
      if (pages === 1) for (const early of issues.slice(3, 20)) early.at = START + 500 * 60 * MINUTE;
    });
    expect(new Set(keys).size).toBe(400);
  });

  test('a page token that has run out: from the last change told', async () => {
    const issues = many(300, () => 5);
    await using jira = await jiraWith(issues);
    const { issues: tracker } = await connect(jira);
    const { value } = await tracker.changedSince(undefined)[Symbol.asyncIterator]().next();
    const spent = JSON.stringify({ ...JSON.parse(value.cursor), more: { jql: 'x', token: '9999' } });
    const { keys } = await syncAll(jira, spent);
    expect(new Set([...keys, ...value.issues.map(({ key }: { key: string }) => key)]).size).toBe(300);
  });

  test('an empty page in between is no end', async () => {
    await using vendor = await startVendor({
      ...WORLD,
      [SEARCH]: [page([], 't1'), page([written(changed(1, 1))], 't2'), page([])],
    });
    const { issues } = await connect(vendor);
    const keys: string[] = [];
    for await (const found of issues.changedSince(undefined))
      keys.push(...found.issues.map(({ key }) => key));
    expect(keys).toEqual(['PROJ-1']);
  });

  test.each(['', 'x', '{}', '{"at":"yesterday","seen":[]}'])(
    'what is no cursor starts afresh: %j',
    async (cursor) => {
      await using jira = await jiraWith([changed(1, 1)]);
      expect((await syncAll(jira, cursor)).keys).toEqual(['PROJ-1']);
    },
  );

  test('trouble is told', async () => {
    await using vendor = await startVendor({ ...WORLD, [SEARCH]: refusal(400, ['Bad JQL']) });
    await expect(syncAll(vendor)).rejects.toMatchObject({ code: 'invalid_request' });
  });
});

describe('a time in a query', () => {
  test.each([
    ['2026-11-24T09:30:59Z', 'Europe/Berlin', '2026-11-24 10:30'],
    ['2026-11-24T23:30:00Z', 'Asia/Kolkata', '2026-11-25 05:00'],
    ['2026-01-01T00:00:00Z', 'America/New_York', '2025-12-31 19:00'],
    ['2026-11-24T00:05:00Z', 'No/Where', '2026-11-24 00:05'],
    ['2026-11-24T00:05:00Z', '', '2026-11-24 00:05'],
    // Where clocks are put back the hour comes twice: the earlier is meant either way.
    ['2026-10-25T00:30:00Z', 'Europe/Berlin', '2026-10-25 01:30'],
    ['2026-10-25T01:30:00Z', 'Europe/Berlin', '2026-10-25 02:30'],
    ['2026-10-25T02:30:00Z', 'Europe/Berlin', '2026-10-25 03:30'],
  ])('%s in %s', (at, zone, text) => {
    expect(jqlTime(new Date(at), zone)).toBe(text);
  });
});
