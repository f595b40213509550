import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API, type OpenJira, openJira } from './harness.ts';

const SEARCH = `${API}/search/jql`;

describe('searching by JQL', () => {
  let open: OpenJira;
  beforeAll(async () => {
    open = await openJira();
  });
  afterAll(() => open.close());

  const search = (body: Record<string, unknown>) =>
    open.call('POST', SEARCH, { fields: ['status'], ...body });
  const keys = (body: { issues: { key: string }[] }) => body.issues.map(({ key }) => key);

  // The seed's issues are a day apart, the last of them a day old at 2026-03-02 10:00 UTC, 11:00 in Berlin.
  it.each([
    ['project = OPS', ['OPS-2', 'OPS-1']],
    ['project = "ops" ORDER BY created ASC', ['OPS-1', 'OPS-2']],
    ["project = 'OPS' order by created", ['OPS-1', 'OPS-2']],
    ['project != WEB and status = "to do"', ['OPS-2']],
    ['project = WEB AND summary ~ "log* form"', ['WEB-2']],
    ['project = WEB AND summary ~ "log form"', []],
    ['project = WEB AND summary ~ "TITLE"', ['WEB-3']],
    ['labels = feature ORDER BY key DESC', ['WEB-3', 'WEB-2']],
    ['labels != feature AND project = WEB AND status = Done', ['WEB-1']],
    ['issuekey = web-4', ['WEB-4']],
    ['updated >= "2026-03-01 11:00"', ['OPS-2']],
    ['updated >= "2026-03-01 11:01"', []],
    ['updated > "2026/02/28" AND updated < "2026-03-01 11:00"', ['OPS-1']],
    ['created <= "2026-02-22"', ['WEB-1']],
  ])('%s', async (jql, expected) => {
    const { status, body } = await search({ jql });
    expect([status, keys(body)]).toEqual([200, expected]);
  });

  it.each([
    ['', /Unbounded JQL/],
    ['ORDER BY created', /Unbounded JQL/],
    ['project', /Expecting an operator but got the end of the query/],
    ['project =', /Expecting a value/],
    ['= WEB', /Expecting a field but got '='/],
    ['project = WEB OR project = OPS', /Expecting 'AND' but got 'OR'/],
    ['project = WEB ORDER updated', /Expecting 'BY' but got 'updated'/],
    ['project = WEB ORDER BY updated DOWN', /Expecting 'ASC' or 'DESC' but got 'DOWN'/],
    ['project = WEB ORDER BY updated ASC created', /but got 'created'/],
    ['project = WEB ORDER BY', /Expecting a field/],
    ['project = WEB ORDER BY labels', /Not able to sort using field 'labels'/],
    ['project = "WEB', /Unexpected character at position 9/],
    ['project in WEB', /Expecting an operator but got 'in'/],
    ['project = MKT', /The value 'MKT' does not exist for the field 'project'/],
    ['status = Parked', /'Parked' does not exist for the field 'status'/],
    ['project ~ WEB', /operator '~' is not supported by the 'project' field/],
    ['summary = x', /operator '=' is not supported by the 'summary' field/],
    ['updated = "2026-03-02"', /operator '=' is not supported by the 'updated' field/],
    ['updated > yesterday', /Date value 'yesterday' for field 'updated' is invalid/],
    ['summary ~ "*x"', /not allowed to start with character '\*'/],
    ['summary ~ "a && b"', /Unable to parse the text/],
    ['cause = x', /Field 'cause' does not exist/],
  ])('%s is refused', async (jql, message) => {
    const { status, body } = await search({ jql });
    expect(status).toBe(400);
    expect(body.errorMessages.join(' ')).toMatch(message);
  });

  it('goes on where a page ended', async () => {
    const asked = { jql: 'project = WEB ORDER BY created ASC', maxResults: 4 };
    const first = await search(asked);
    expect([keys(first.body), first.body.isLast]).toEqual([['WEB-1', 'WEB-2', 'WEB-3', 'WEB-4'], false]);
    const second = await search({ ...asked, nextPageToken: first.body.nextPageToken });
    expect([keys(second.body), second.body.isLast]).toEqual([['WEB-5', 'WEB-6', 'WEB-7'], true]);
    expect(second.body).not.toHaveProperty('nextPageToken');
    for (const wrong of [
      { ...asked, nextPageToken: 'made up' },
      { ...asked, jql: 'project = OPS', nextPageToken: first.body.nextPageToken },
    ]) {
      const { status, body } = await search(wrong);
      expect([status, body.errorMessages[0]]).toEqual([400, expect.stringContaining('page token')]);
    }
  });

  it.each([
    [{ jql: 'project = OPS', fields: 'status' }],
    [{ jql: 'project = OPS', startAt: 0 }],
    [{ jql: 'project = OPS', maxResults: 5_001 }],
    [{ jql: 'project = OPS', properties: ['a', 'b', 'c', 'd', 'e', 'f'] }],
    [{ jql: ['project = OPS'] }],
  ])('%j is refused', async (body) => {
    expect((await search(body)).status).toBe(400);
  });

  it('gives a hundred at most, however many are asked for', async () => {
    for (let number = 0; number < 120; number += 1) {
      await open.act('create-issue', undefined, { title: `Many ${number}`, project: 'OPS' });
    }
    const { body } = await search({ jql: 'summary ~ many', maxResults: 5_000 });
    expect([keys(body).length, body.isLast]).toEqual([100, false]);
    expect(keys((await search({ jql: 'summary ~ many' })).body)).toHaveLength(50);
  });

  it('tells of the fields and properties that were asked for, and of none but the id without', async () => {
    const made = await open.call('POST', `${API}/issue`, {
      fields: { project: { id: '10000' }, issuetype: { id: '10001' }, summary: 'Marked' },
      properties: [{ key: 'mark', value: { x: 1 } }],
    });
    const jql = 'summary ~ marked';
    const first = async (body: Record<string, unknown>) =>
      (await open.call('POST', SEARCH, { jql, ...body })).body.issues[0];
    expect(await first({})).toEqual({ id: made.body.id });
    expect(await first({ fields: ['summary', 'nonsense'] })).toMatchObject({
      key: 'WEB-8',
      fields: { summary: 'Marked' },
    });
    expect(Object.keys((await first({ fields: ['summary', 'nonsense'] })).fields)).toEqual(['summary']);
    expect(await first({ properties: ['mark', 'other'] })).toMatchObject({
      fields: {},
      properties: { mark: { x: 1 } },
    });
    expect((await first({ fields: ['*all'] })).fields).toMatchObject({
      issuetype: { name: 'Story' },
      creator: { displayName: 'Acme Bot' },
    });
    expect(await first({ fields: ['*all'] })).not.toHaveProperty('properties');
  });
});
