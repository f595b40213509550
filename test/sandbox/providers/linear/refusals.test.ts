import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type OpenLinear, openLinear } from './harness.ts';

const ENG = 'd2b8f4a6-1c3e-4d5f-a6b7-18c9d0e1f201';
const OPS = 'd2b8f4a6-1c3e-4d5f-a6b7-18c9d0e1f202';
const NOBODY = '1a4d4fae-7dec-41d0-a765-00a0c91e6bf6';
const CREATE = 'mutation($input: IssueCreateInput!) { issueCreate(input: $input) { success } }';
const UPDATE =
  'mutation($id: String!, $input: IssueUpdateInput!) { issueUpdate(id: $id, input: $input) { success } }';
const HOOK = 'mutation($input: WebhookCreateInput!) { webhookCreate(input: $input) { success } }';
const LIST = 'query($filter: IssueFilter) { issues(filter: $filter) { nodes { identifier } } }';

describe('what the vendor refuses is refused', () => {
  let open: OpenLinear;
  beforeAll(async () => {
    open = await openLinear();
  });
  afterAll(() => open.close());

  it.each<[what: string, headers: Record<string, string>, status: number, code: string]>([
    ['no key', { authorization: '' }, 401, 'AUTHENTICATION_ERROR'],
    ['another key', { authorization: 'lin_api_someone_elses' }, 401, 'AUTHENTICATION_ERROR'],
    ['a key as a bearer token', { authorization: 'Bearer lin_api_sandbox_token' }, 400, 'INPUT_ERROR'],
    ['a form', { 'content-type': 'text/plain' }, 400, 'INPUT_ERROR'],
  ])('%s', async (_what, headers, status, code) => {
    const answer = await open.query('{ viewer { id } }', {}, headers);
    expect(answer).toMatchObject({ status, body: { errors: [{ extensions: { code } }] } });
    expect(answer.body.data).toBeUndefined();
  });

  it.each<[what: string, query: string, variables: unknown]>([
    ['a field that there is not', '{ issues { nodes { status } } }', {}],
    ['an argument that there is not', '{ issues(limit: 5) { nodes { id } } }', {}],
    ['an object without its fields', '{ issues }', {}],
    ['half a document', '{ issues {', {}],
    ['a filter that there is not', LIST, { filter: { status: { eq: 'Done' } } }],
    ['an input of another type', CREATE, { input: { title: 'x', teamId: ENG, priority: 'high' } }],
    ['an input without what is needed', CREATE, { input: { title: 'x' } }],
    ['a missing variable', UPDATE, { id: 'ENG-1' }],
  ])('%s, before anything runs', async (_what, query, variables) => {
    expect(await open.query(query, variables)).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
    });
  });

  const input = (more: Record<string, unknown>) => ({ input: { title: 'x', teamId: ENG, ...more } });
  it.each<[what: string, query: string, variables: unknown, message: RegExp]>([
    ['an issue that there is not', '{ issue(id: "ENG-99") { id } }', {}, /Entity not found: Issue/],
    ['a team that there is not', '{ team(id: "MKT") { id } }', {}, /Entity not found: Team/],
    ['an issue without title', CREATE, input({ title: ' ' }), /title should not be empty/],
    ['an issue of no team', CREATE, input({ teamId: NOBODY }), /Entity not found: Team/],
    ['an id that is no UUID', CREATE, input({ id: 'm-1' }), /id must be a UUID/],
    ['a UUID of another version', CREATE, input({ id: '018f4fae-7dec-71d0-a765-00a0c91e6bf6' }), /UUID/],
    ['a priority that there is not', CREATE, input({ priority: 5 }), /between 0 and 4/],
    ['an assignee that there is not', CREATE, input({ assigneeId: NOBODY }), /Entity not found: User/],
    ['a label that there is not', CREATE, input({ labelIds: [NOBODY] }), /Entity not found: IssueLabel/],
    ['a state that there is not', CREATE, input({ stateId: NOBODY }), /Entity not found: WorkflowState/],
    ['a change of nothing', UPDATE, { id: NOBODY, input: {} }, /Entity not found: Issue/],
    ['too long a page', '{ issues(first: 251) { nodes { id } } }', {}, /first must be between 1 and 250/],
    [
      'both ends of a list',
      '{ issues(first: 1, last: 1) { nodes { id } } }',
      {},
      /Only one of first and last/,
    ],
    ['a cursor of elsewhere', '{ issues(after: "x") { nodes { id } } }', {}, /cursor/],
    ['a time that is none', LIST, { filter: { updatedAt: { gt: 'yesterday' } } }, /ISO 8601/],
    [
      'a webhook for no team',
      HOOK,
      { input: { url: 'https://a.example', resourceTypes: ['Issue'] } },
      /teamId or allPublicTeams/,
    ],
    [
      'a webhook of unknown things',
      HOOK,
      { input: { url: 'https://a.example', resourceTypes: ['Ticket'], allPublicTeams: true } },
      /Ticket is no resource type/,
    ],
    [
      'a webhook to nowhere',
      HOOK,
      { input: { url: 'nowhere', resourceTypes: ['Issue'], allPublicTeams: true } },
      /url must be a URL/,
    ],
  ])('%s, as an error with HTTP 200', async (_what, query, variables, message) => {
    const { status, body } = await open.query(query, variables);
    expect([status, body.data ?? null]).toEqual([200, null]);
    const [error] = body.errors ?? [];
    expect(`${error?.message} ${error?.extensions.userPresentableMessage}`).toMatch(message);
    expect(error?.extensions).toMatchObject({ type: 'invalid input', statusCode: 400, userError: true });
  });

  it("another team's state or label", async () => {
    const { body } = await open.query(`{ team(id: "${ENG}") {
      states(first: 1) { nodes { id } } labels(first: 1) { nodes { id } }
    } }`);
    const team = body.data?.team as Record<'states' | 'labels', { nodes: { id: string }[] }>;
    for (const more of [{ stateId: team.states.nodes[0]?.id }, { labelIds: [team.labels.nodes[0]?.id] }]) {
      const refused = await open.query(CREATE, { input: { title: 'x', teamId: OPS, ...more } });
      expect(refused.body.errors?.[0]?.extensions.code).toBe('INPUT_ERROR');
    }
  });

  it('nothing of what was refused has happened', () => {
    expect(open.section('Issues of ENG')).toHaveLength(7);
    expect(open.section('Webhooks')).toEqual([]);
    expect(open.section('Deliveries')).toEqual([]);
  });
});

describe('what requests cost', () => {
  let open: OpenLinear;
  beforeEach(async () => {
    open = await openLinear();
  });
  afterEach(() => open.close());

  it.each([
    ['{ viewer { name } }', 2],
    ['{ issues { nodes { id title createdAt } } }', 65],
    ['{ issues(first: 10) { nodes { id title createdAt } } }', 13],
    ['{ issues(last: 10) { nodes { id title createdAt } } }', 13],
    ['query($n: Int = 2) { issues(first: $n) { nodes { labels(first: 3) { nodes { id } } } } }', 9],
    ['fragment F on Issue { state { id } } { issues(first: 2) { nodes { ...F ... on Issue { id } } } }', 5],
  ])('%s: %i points', async (query, points) => {
    const { headers } = await open.query(query);
    expect(headers.get('x-complexity')).toBe(String(points));
    expect(headers.get('x-ratelimit-complexity-remaining')).toBe(String(3_000_000 - points));
  });

  it('counts what a variable says, and refuses what is too dear before it runs', async () => {
    const query = 'query($n: Int!) { issues(first: $n) { nodes { id labels(first: 50) { nodes { id } } } } }';
    expect((await open.query(query, { n: 10 })).headers.get('x-complexity')).toBe('561');
    const refused = await open.query(query, { n: 250 });
    expect(refused).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'INPUT_ERROR' } }] },
    });
    expect(refused.body.errors?.[0]?.message).toContain('14025 points');
  });

  it('counts requests, and refuses with HTTP 400 when none is left', async () => {
    const first = await open.query('{ viewer { id } }');
    expect(first.headers.get('x-ratelimit-requests-limit')).toBe('1000');
    expect(first.headers.get('x-ratelimit-requests-remaining')).toBe('999');
    await open.act('exhaust-rate-limit');
    const refused = await open.query('{ viewer { id } }');
    expect(refused).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'RATELIMITED', statusCode: 429 } }] },
    });
    const reset = Number(refused.headers.get('x-ratelimit-requests-reset'));
    expect(reset).toBe(open.clock.now().getTime() + 60 * 60_000);
    open.clock.advance(60 * 60_000);
    expect((await open.query('{ viewer { id } }')).status).toBe(200);
  });
});

describe('lists', () => {
  let open: OpenLinear;
  beforeAll(async () => {
    open = await openLinear();
  });
  afterAll(() => open.close());

  async function keys(args: string): Promise<string[]> {
    const { body } = await open.query(`{ issues(${args}) { nodes { identifier } } }`);
    expect(body.errors).toBeUndefined();
    const issues = body.data!.issues as { nodes: { identifier: string }[] };
    return issues.nodes.map(({ identifier }) => identifier);
  }

  it.each([
    ['first: 2', ['OPS-2', 'OPS-1']],
    ['last: 2', ['ENG-2', 'ENG-1']],
    ['first: 2, sort: [{ updatedAt: { order: Ascending } }]', ['ENG-1', 'ENG-2']],
    ['filter: { number: { eq: 1 } }', ['OPS-1', 'ENG-1']],
    ['filter: { team: { key: { eqIgnoreCase: "ops" } } }', ['OPS-2', 'OPS-1']],
    ['filter: { title: { containsIgnoreCase: "THE " } }', ['OPS-2', 'OPS-1', 'ENG-5', 'ENG-2', 'ENG-1']],
    ['filter: { state: { type: { in: ["canceled", "completed"] } } }', ['ENG-7', 'ENG-1']],
    ['filter: { labels: { name: { eq: "Blocked" } } }', ['ENG-4']],
    ['filter: { assignee: { null: true }, team: { key: { eq: "OPS" } } }', ['OPS-2']],
    ['filter: { or: [{ number: { gt: 6 } }, { title: { startsWith: "Reset" } }] }', ['ENG-7', 'ENG-6']],
    ['filter: { and: [{ number: { lt: 3 } }, { assignee: { email: { startsWith: "dee@" } } }] }', ['ENG-2']],
  ])('%s', async (args, expected) => {
    expect(await keys(args)).toEqual(expected);
  });

  it('go on where a page ended', async () => {
    const page = async (args: string) => {
      const query = `{ issues(${args}) { nodes { identifier } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
      const { body } = await open.query(query);
      return body.data?.issues as {
        nodes: { identifier: string }[];
        pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
      };
    };
    const first = await page('first: 4');
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const second = await page(`first: 50, after: "${first.pageInfo.endCursor}"`);
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const all = [...first.nodes, ...second.nodes].map(({ identifier }) => identifier);
    expect(new Set(all).size).toBe(9);
    const back = await page(`last: 4, before: "${second.pageInfo.startCursor}"`);
    expect(back.nodes).toEqual(first.nodes);
  });

  it('leave out what is archived unless it is asked for', async () => {
    await open.act('archive-issue', open.idOf('OPS-2'));
    expect(await keys('first: 1')).toEqual(['OPS-1']);
    expect(await keys('first: 1, includeArchived: true')).toEqual(['OPS-2']);
  });
});
