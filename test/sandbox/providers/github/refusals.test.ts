import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenGitHub, openGitHub } from './harness.ts';

const REPO = '/repos/acme/web-app';

describe('what the vendor refuses is refused', () => {
  let open: OpenGitHub;
  beforeAll(async () => {
    open = await openGitHub();
  });
  afterAll(() => open.close());

  it.each<[what: string, headers: Record<string, string>, message: string]>([
    ['no token', { authorization: '' }, 'Requires authentication'],
    ['another token', { authorization: 'Bearer someone-elses' }, 'Bad credentials'],
    ['another scheme', { authorization: 'Basic Z2l0aHVi' }, 'Bad credentials'],
  ])('%s', async (_what, headers, message) => {
    expect(await open.call('GET', '/user', undefined, headers)).toMatchObject({
      status: 401,
      body: { message },
    });
  });

  it.each<[method: string, path: string]>([
    ['GET', '/repos/acme/docs'],
    ['GET', '/repos/mel/web-app'],
    ['GET', `${REPO}/issues/999`],
    ['GET', `${REPO}/issues/abc`],
    ['PATCH', `${REPO}/issues/comments/1`],
    ['GET', `${REPO}/pulls/1`],
    ['GET', `${REPO}/hooks/1`],
    ['DELETE', `${REPO}/hooks/1`],
    ['GET', `${REPO}/deployments/1/statuses`],
    ['POST', '/app/installations/77/access_tokens'],
    ['GET', '/everything'],
  ])('%s %s is not found', async (method, path) => {
    const body = method === 'GET' || method === 'DELETE' ? undefined : { body: 'x' };
    expect(await open.call(method, path, body)).toMatchObject({
      status: 404,
      body: { message: 'Not Found' },
    });
  });

  const sha = 'a'.repeat(40);
  it.each<[what: string, method: string, path: string, body: unknown, complaint: unknown]>([
    [
      'an issue without title',
      'POST',
      `${REPO}/issues`,
      {},
      { resource: 'Issue', field: 'title', code: 'missing_field' },
    ],
    [
      'an issue in a state',
      'POST',
      `${REPO}/issues`,
      { title: 'x', state: 'closed' },
      { field: 'state', code: 'invalid' },
    ],
    ['a state nobody knows', 'PATCH', `${REPO}/issues/2`, { state: 'done' }, { field: 'state' }],
    [
      'labels that are no list',
      'PATCH',
      `${REPO}/issues/2`,
      { labels: 'bug' },
      { field: 'labels', code: 'invalid' },
    ],
    ['a label too long', 'PATCH', `${REPO}/issues/2`, { labels: ['x'.repeat(51)] }, { field: 'labels.0' }],
    [
      'an empty comment',
      'POST',
      `${REPO}/issues/2/comments`,
      { body: '' },
      { resource: 'IssueComment', field: 'body' },
    ],
    ['a filter nobody knows', 'GET', `${REPO}/issues?status=open`, undefined, { field: 'status' }],
    ['a filter value nobody knows', 'GET', `${REPO}/issues?state=done`, undefined, { field: 'state' }],
    ['a time that is none', 'GET', `${REPO}/issues?since=yesterday`, undefined, { field: 'since' }],
    ['a deployment without ref', 'POST', `${REPO}/deployments`, {}, { field: 'ref', code: 'missing_field' }],
    [
      'a status of another kind',
      'POST',
      `${REPO}/statuses/${sha}`,
      { state: 'inactive' },
      { field: 'state' },
    ],
    ['a hook without address', 'POST', `${REPO}/hooks`, { config: {} }, { field: 'config.url' }],
    [
      'a hook to a file',
      'POST',
      `${REPO}/hooks`,
      { config: { url: 'file:///etc/passwd' } },
      { field: 'config.url' },
    ],
    [
      'a hook with its secret in the wrong place',
      'POST',
      `${REPO}/hooks`,
      { config: { url: 'http://a.example' }, secret: 's' },
      { field: 'secret' },
    ],
    [
      'a hook for events nobody knows',
      'POST',
      `${REPO}/hooks`,
      { config: { url: 'http://a.example' }, events: ['explosion'] },
      { field: 'events.0' },
    ],
    [
      'a search in a repository it does not see',
      'GET',
      '/search/issues?q=a+is:issue+repo:acme/docs',
      undefined,
      { resource: 'Search' },
    ],
  ])('%s', async (_what, method, path, body, complaint) => {
    const answer = await open.call(method, path, body);
    expect(answer).toMatchObject({ status: 422, body: { message: 'Validation Failed' } });
    expect((answer.body.errors as unknown[])[0]).toMatchObject(complaint as object);
  });

  it.each<[what: string, method: string, path: string, body: unknown, status: number, message: string]>([
    ['broken JSON', 'POST', `${REPO}/issues`, '{"title": ', 400, 'Problems parsing JSON'],
    ['a list for a body', 'POST', `${REPO}/issues`, [], 400, 'Body should be a JSON object'],
    [
      'a status for no commit',
      'POST',
      `${REPO}/statuses/${sha}`,
      { state: 'success' },
      422,
      'No commit found for SHA',
    ],
    [
      'a deployment of nothing',
      'POST',
      `${REPO}/deployments`,
      { ref: 'nothing' },
      422,
      'No ref found for: nothing',
    ],
    ['a search for anything', 'GET', '/search/issues?q=login', undefined, 422, "must include 'is:issue'"],
  ])('%s', async (_what, method, path, body, status, message) => {
    const answer = await open.call(method, path, body);
    expect(answer.status).toBe(status);
    expect(answer.body.message).toContain(message);
  });

  it('a second hook for the same address', async () => {
    const hook = { config: { url: 'http://127.0.0.1:9/' }, events: ['push'] };
    expect((await open.call('POST', `${REPO}/hooks`, hook)).status).toBe(201);
    const again = await open.call('POST', `${REPO}/hooks`, hook);
    expect(again).toMatchObject({
      status: 422,
      body: { errors: [{ message: 'Hook already exists on this repository' }] },
    });
  });

  it('a deployment whose commit is not green, unless told not to look', async () => {
    const branches = await open.call('GET', `${REPO}/git/matching-refs/heads/main`);
    const [{ object }] = branches.body as unknown as [{ object: { sha: string } }];
    await open.call('POST', `${REPO}/statuses/${object.sha}`, { state: 'pending', context: 'ci' });
    const deployment = { ref: 'main', environment: 'preview/main' };
    expect((await open.call('POST', `${REPO}/deployments`, deployment)).status).toBe(409);
    const unchecked = { ...deployment, required_contexts: [] };
    expect((await open.call('POST', `${REPO}/deployments`, unchecked)).status).toBe(201);
  });

  it('a reason without a state that changes is passed over', async () => {
    const answer = await open.call('PATCH', `${REPO}/issues/6`, {
      state: 'closed',
      state_reason: 'completed',
    });
    expect(answer.body).toMatchObject({ state: 'closed', state_reason: 'not_planned' });
  });

  it('lists pull requests among the issues, a page after the other', async () => {
    const first = await open.call('GET', `${REPO}/issues?state=all&per_page=4`);
    expect(first.body).toHaveLength(4);
    expect(first.body[0 as never]).toMatchObject({ number: 7, pull_request: {} });
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1];
    const second = await open.call('GET', next!.slice(open.base.length));
    expect(second.body).toHaveLength(3);
    expect(second.headers.get('link')).not.toContain('rel="next"');
  });
});

describe('the rate limit', () => {
  it('allows five thousand requests an hour and says so in the headers', async () => {
    const open = await openGitHub();
    const first = await open.call('GET', '/user');
    expect(first.headers.get('x-ratelimit-limit')).toBe('5000');
    expect(first.headers.get('x-ratelimit-remaining')).toBe('4999');
    const reset = open.clock.now().getTime() / 1000 + 3_600;
    expect(first.headers.get('x-ratelimit-reset')).toBe(String(reset));

    await open.act('exhaust-rate-limit');
    expect(await open.call('GET', '/user')).toMatchObject({
      status: 403,
      body: { message: expect.stringContaining('API rate limit exceeded') },
    });
    expect((await open.call('GET', '/rate_limit')).body).toMatchObject({ rate: { remaining: 0, reset } });
    open.clock.advance(3_600_000);
    expect((await open.call('GET', '/user')).status).toBe(200);
    await open.close();
  });

  it('allows thirty searches a minute', async () => {
    const open = await openGitHub();
    const search = () => open.call('GET', '/search/issues?q=a+is:issue+repo:acme/web-app');
    for (let i = 0; i < 30; i += 1) expect((await search()).status).toBe(200);
    expect((await search()).status).toBe(403);
    expect((await open.call('GET', '/user')).status).toBe(200);
    open.clock.advance(60_000);
    expect((await search()).status).toBe(200);
    await open.close();
  });
});
