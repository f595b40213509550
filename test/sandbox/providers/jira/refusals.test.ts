import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { API, basic, HOOKS, type OpenJira, openJira } from './harness.ts';

const BOT = 'bot@acme.example';
const TOKEN = 'ATATT3xFfGF0sandboxtoken';
const NOT_ADF = 'Operation value must be an Atlassian Document (see the Atlassian Document Format)';
const NO_FIELD = 'cannot be set. It is not on the appropriate screen, or unknown.';
const doc = (...content: unknown[]) => ({ type: 'doc', version: 1, content });
const hook = { name: 'Mine', url: 'https://a.example/hook', events: ['jira:issue_updated'] };

describe('what the vendor refuses is refused', () => {
  let open: OpenJira;
  beforeAll(async () => {
    open = await openJira();
  });
  afterAll(() => open.close());

  it.each<[what: string, authorization: string, status: number]>([
    ['no credentials', '', 401],
    ['another token', basic(BOT, 'ATATT3someoneelses'), 401],
    ["another's address", basic('ada@acme.example', TOKEN), 401],
    ['the token without the address', basic('', TOKEN), 401],
    ['the token as a bearer token', `Bearer ${TOKEN}`, 403],
  ])('%s', async (_what, authorization, status) => {
    const answer = await open.call('GET', `${API}/myself`, undefined, { authorization });
    expect(answer).toMatchObject({ status, body: { errors: {}, errorMessages: [expect.any(String)] } });
    expect(answer.headers.get('x-seraph-loginreason')).toBe(
      authorization.startsWith('Basic') ? 'AUTHENTICATED_FAILED' : null,
    );
  });

  const fields = (more: Record<string, unknown>) => ({
    fields: { project: { key: 'WEB' }, issuetype: { name: 'Task' }, summary: 'x', ...more },
  });
  it.each<[what: string, body: unknown, errors: Record<string, string>]>([
    ['no project', fields({ project: undefined }), { project: 'Specify a valid project ID or key' }],
    ['a project that there is not', fields({ project: { key: 'MKT' } }), { project: expect.any(String) }],
    ['no type', fields({ issuetype: {} }), { issuetype: 'Specify an issue type' }],
    ['another type', fields({ issuetype: { id: '9' } }), { issuetype: 'Specify a valid issue type' }],
    ['a sub-task of nothing', fields({ issuetype: { id: '10003' } }), { parentId: expect.any(String) }],
    ['no summary', fields({ summary: undefined }), { summary: 'You must specify a summary of the issue.' }],
    ['a summary of two lines', fields({ summary: 'a\nb' }), { summary: expect.stringContaining('newline') }],
    ['a long summary', fields({ summary: 'x'.repeat(256) }), { summary: expect.stringContaining('255') }],
    ['a description that is text', fields({ description: 'text' }), { description: NOT_ADF }],
    ['a status', fields({ status: { name: 'Done' } }), { status: `Field 'status' ${NO_FIELD}` }],
    [
      'an unknown field',
      fields({ customfield_1: 'x' }),
      { customfield_1: `Field 'customfield_1' ${NO_FIELD}` },
    ],
    [
      'what every object has',
      fields({ constructor: 'x' }),
      { constructor: `Field 'constructor' ${NO_FIELD}` },
    ],
    [
      'another priority',
      fields({ priority: { name: 'P0' } }),
      { priority: 'The priority selected is invalid.' },
    ],
    [
      'a stranger',
      fields({ assignee: { accountId: 'x' } }),
      { assignee: "User 'x' cannot be assigned issues." },
    ],
    ['a login', fields({ assignee: 'ada' }), { assignee: expect.any(String) }],
    [
      'a label of two words',
      fields({ labels: ['a b'] }),
      { labels: "The label 'a b' contains spaces which is invalid." },
    ],
    ['labels that are text', fields({ labels: 'a' }), { labels: expect.any(String) }],
    [
      'another flag',
      fields({ customfield_10021: [{ value: 'Red' }] }),
      { customfield_10021: expect.any(String) },
    ],
    [
      'two things at once',
      fields({ labels: ['a b'], priority: {} }),
      { labels: expect.any(String), priority: expect.any(String) },
    ],
  ])('an issue with %s', async (_what, body, errors) => {
    expect(await open.call('POST', `${API}/issue`, body)).toMatchObject({
      status: 400,
      body: { errorMessages: [], errors },
    });
  });

  it.each<[what: string, method: string, path: string, body: unknown, status: number, message: RegExp]>([
    ['half a body', 'POST', '/issue', '{', 400, /Invalid request payload/],
    ['a body of unknown things', 'POST', '/issue', { fields: {}, status: 'Done' }, 400, /Invalid request/],
    ['no document', 'POST', '/issue', fields({ description: { type: 'doc' } }), 400, /INVALID_INPUT/],
    ['an issue that there is not', 'GET', '/issue/WEB-99', undefined, 404, /does not exist or you do not/],
    ['a change of nothing', 'PUT', '/issue/WEB-99', { fields: {} }, 404, /Issue does not exist/],
    ['a query that is unknown', 'GET', '/issue/WEB-1?field=summary', undefined, 400, /field is not known/],
    [
      'a project that there is not',
      'GET',
      '/project/MKT',
      undefined,
      404,
      /No project could be found with key 'MKT'/,
    ],
    ['its statuses', 'GET', '/project/MKT/statuses', undefined, 404, /No project/],
    ['an address that there is not', 'GET', '/nonsense', undefined, 404, /Not Found/],
    ['the search of old', 'GET', '/search?jql=x', undefined, 410, /migrate to the .*search\/jql API/],
    ['no transition', 'POST', '/issue/WEB-1/transitions', {}, 400, /Invalid request payload/],
    [
      'another transition',
      'POST',
      '/issue/WEB-1/transitions',
      { transition: { id: '99' } },
      400,
      /'99' is not valid/,
    ],
    [
      'a transition to where it is',
      'POST',
      '/issue/WEB-1/transitions',
      { transition: { id: '51' } },
      400,
      /'51'/,
    ],
    ['one from elsewhere', 'POST', '/issue/OPS-2/transitions', { transition: { id: '31' } }, 400, /'31'/],
  ])('%s', async (_what, method, path, body, status, message) => {
    const answer = await open.call(method, `${API}${path}`, body);
    expect([answer.status, answer.body.errorMessages.join(' ')]).toEqual([
      status,
      expect.stringMatching(message),
    ]);
  });

  it('a body of another kind', async () => {
    const headers = { 'content-type': 'text/plain' };
    expect((await open.call('POST', `${API}/issue`, 'x', headers)).status).toBe(415);
  });

  it('a transition without what its screen demands', async () => {
    const path = `${API}/issue/OPS-1/transitions`;
    const refused = await open.call('POST', path, { transition: { id: '31' } });
    expect(refused).toMatchObject({
      status: 400,
      body: { errors: { customfield_10050: 'Root cause is required.' } },
    });
  });

  it.each<[what: string, more: Record<string, unknown>, message: RegExp]>([
    ['nowhere', { url: 'nowhere' }, /Invalid request payload/],
    ['of unknown things', { events: ['ticket_created'] }, /Invalid request payload/],
    ['of nothing', { events: [] }, /Invalid request payload/],
    [
      'with a filter that is no query',
      { filters: { 'issue-related-events-section': 'project' } },
      /operator/,
    ],
    [
      'for a project that there is not',
      { filters: { 'issue-related-events-section': 'project = MKT' } },
      /'MKT' does not exist for the field 'project'/,
    ],
  ])('a webhook %s', async (_what, more, message) => {
    const answer = await open.call('POST', HOOKS, { ...hook, ...more });
    expect(answer.status).toBe(400);
    expect(answer.body.errorMessages.join(' ')).toMatch(message);
  });

  it('removing a webhook that there is not', async () => {
    expect((await open.call('DELETE', `${HOOKS}/1`)).status).toBe(404);
  });

  it('nothing of what was refused has happened', () => {
    expect(open.section('Issues of WEB')).toHaveLength(7);
    expect(open.section('Issues of OPS').map(({ state }) => state)).toEqual(['To Do', 'In Progress']);
    expect(open.section('Webhooks')).toEqual([]);
    expect(open.section('Deliveries')).toEqual([]);
  });
});

describe('what is only partly wrong changes nothing', () => {
  let open: OpenJira;
  beforeEach(async () => {
    open = await openJira();
  });
  afterEach(() => open.close());

  it('an edit of which one field is wrong', async () => {
    const body = { fields: { summary: 'Other', labels: ['a b'] } };
    expect((await open.call('PUT', `${API}/issue/WEB-2`, body)).status).toBe(400);
    expect(open.section('Issues of WEB').some(({ title }) => title.endsWith('Other'))).toBe(false);
  });

  it('an edit with a document that is none', async () => {
    const body = { fields: { summary: 'Other', description: doc({ type: 'listItem' }) } };
    expect((await open.call('PUT', `${API}/issue/WEB-2`, body)).status).toBe(400);
    expect(open.section('Issues of WEB').some(({ title }) => title.endsWith('Other'))).toBe(false);
  });
});

describe('what requests cost', () => {
  let open: OpenJira;
  beforeEach(async () => {
    open = await openJira();
  });
  afterEach(() => open.close());

  it('counts requests, and refuses with HTTP 429 when none is left', async () => {
    const first = await open.call('GET', `${API}/myself`);
    expect(first.headers.get('x-ratelimit-limit')).toBe('1000');
    expect(first.headers.get('x-ratelimit-remaining')).toBe('999');
    expect(first.headers.get('x-ratelimit-nearlimit')).toBeNull();
    await open.act('exhaust-rate-limit');
    open.clock.advance(60_500);
    const refused = await open.call('GET', `${API}/myself`);
    expect(refused).toMatchObject({ status: 429, body: { errorMessages: ['Rate limit exceeded.'] } });
    expect(refused.headers.get('retry-after')).toBe('3540');
    expect(refused.headers.get('x-ratelimit-nearlimit')).toBe('true');
    expect(refused.headers.get('x-ratelimit-reset')).toBe('2026-03-02T11:00:00.000Z');
    open.clock.advance(60 * 60_000);
    expect((await open.call('GET', `${API}/myself`)).status).toBe(200);
  });
});
