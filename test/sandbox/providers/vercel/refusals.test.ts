import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenVercel, openVercel, order } from './harness.ts';

describe('what the vendor refuses is refused', () => {
  let open: OpenVercel;
  beforeAll(async () => {
    open = await openVercel();
  });
  afterAll(() => open.close());

  it.each<[string, Record<string, string>, string]>([
    ['no token', { authorization: '' }, 'missingToken'],
    ['another token', { authorization: 'Bearer someone-elses' }, 'invalidToken'],
    ['another scheme', { authorization: 'Basic dmVyY2VsX3NhbmRib3hfdG9rZW4=' }, 'missingToken'],
  ])('%s', async (_what, headers, flag) => {
    const answer = await open.call('GET', '/v2/user', undefined, headers);
    expect(answer.status).toBe(403);
    expect(answer.body.error).toMatchObject({ code: 'forbidden', [flag]: true });
  });

  it('a revoked token, until it is restored', async () => {
    await open.vercel.act('revoke-token', undefined, {});
    expect((await open.call('GET', '/v2/user')).body.error).toMatchObject({ invalidToken: true });
    await open.vercel.act('restore-token', undefined, {});
    expect((await open.call('GET', '/v2/user')).status).toBe(200);
  });

  const source = order('feature/login').gitSource;
  it.each<[string, unknown, string]>([
    ['no body', undefined, 'missing required property `name`'],
    ['broken JSON', '{"name": ', 'Invalid JSON'],
    ['no name', { gitSource: source }, 'missing required property `name`'],
    ['no gitSource', { name: 'web-app' }, 'missing required property `gitSource`'],
    [
      'a property nobody knows',
      order('main', { branch: 'main' }),
      'should NOT have additional property `branch`',
    ],
    ['uploaded files', order('main', { files: [] }), 'additional property `files`'],
    ['another target', order('fix/typo', { target: 'preview' }), '`target`'],
    ['meta that is not text', order('fix/typo', { meta: { pull: 7 } }), '`meta.pull` should be string'],
    ['meta that is a list', order('fix/typo', { meta: ['a'] }), '`meta` should be'],
    ['another Git host', { name: 'web-app', gitSource: { ...source, type: 'gitlab' } }, '`gitSource.type`'],
    ['no repository', { name: 'web-app', gitSource: { type: 'github', ref: 'main' } }, 'repoId'],
    [
      'half a repository',
      { name: 'web-app', gitSource: { type: 'github', ref: 'main', org: 'acme' } },
      'repoId',
    ],
    ['an empty ref', order(''), '`gitSource.ref`'],
    ['a short sha', { name: 'web-app', gitSource: { ...source, sha: 'abc1234' } }, '`gitSource.sha`'],
    ['a name in capitals', order('main', { name: 'Web-App', project: 'web-app' }), '`name`'],
  ])('a deployment with %s', async (_what, body, message) => {
    const answer = await open.call('POST', '/v13/deployments', body);
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'bad_request' } } });
    expect(answer.body.error?.message).toContain(message);
  });

  it('a body that is not said to be JSON', async () => {
    const body = JSON.stringify(order('feature/login'));
    const answer = await open.call('POST', '/v13/deployments', body, { 'content-type': 'text/plain' });
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'bad_request' } } });
    expect(answer.body.error?.message).toContain('missing JSON body');
  });

  it.each<[string, unknown]>([
    ['a repository that is not linked', { name: 'web-app', gitSource: { ...source, repoId: 1 } }],
    [
      "another's repository",
      { name: 'web-app', gitSource: { type: 'github', ref: 'main', org: 'evil', repo: 'web-app' } },
    ],
    ...['two..dots', 'a space', '-dash', 'end.lock', 'a//b', '/a', 'a~1', 'a.', '@', 'a@{b'].map(
      (ref): [string, unknown] => [`the branch ${ref}`, order(ref)],
    ),
  ])('a deployment of %s', async (_what, body) => {
    const answer = await open.call('POST', '/v13/deployments', body);
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'incorrect_git_source_info' } } });
  });

  it.each<[string, string, string, number, string, unknown?]>([
    ['an unknown project', 'POST', '/v13/deployments', 404, 'not_found', order('main', { name: 'nothing' })],
    ['a project that is not there', 'GET', '/v9/projects/nothing', 404, 'not_found'],
    ['a deployment that is not there', 'GET', '/v13/deployments/dpl_nothing', 404, 'not_found'],
    ['its log', 'GET', '/v3/deployments/dpl_nothing/events', 404, 'not_found'],
    ['its cancelling', 'PATCH', '/v12/deployments/dpl_nothing/cancel', 404, 'not_found'],
    ['its deletion', 'DELETE', '/v13/deployments/dpl_nothing', 404, 'not_found'],
    ['a webhook that is not there', 'DELETE', '/v1/webhooks/account_hook_nothing', 404, 'not_found'],
    ['a path that is not there', 'GET', '/v1/everything', 404, 'not_found'],
    ["another's team", 'GET', '/v2/user?teamId=team_other', 403, 'forbidden'],
    ["another's slug", 'GET', '/v6/deployments?slug=other', 403, 'forbidden'],
    ['a parameter nobody knows', 'GET', '/v6/deployments?ref=main', 400, 'bad_request'],
    ['a limit that is no number', 'GET', '/v6/deployments?limit=many', 400, 'bad_request'],
    ['a limit too high', 'GET', '/v6/deployments?limit=101', 400, 'bad_request'],
    ['both project filters', 'GET', '/v6/deployments?projectId=a&projectIds=b', 400, 'bad_request'],
    ['forceNew that is neither', 'POST', '/v13/deployments?forceNew=yes', 400, 'bad_request', order('main')],
    ['a direction that is neither', 'GET', '/v3/deployments/x/events?direction=up', 400, 'bad_request'],
    [
      'a webhook without events',
      'POST',
      '/v1/webhooks',
      400,
      'bad_request',
      { url: 'http://a.example', events: [] },
    ],
    [
      'a webhook to a file',
      'POST',
      '/v1/webhooks',
      400,
      'bad_request',
      { url: 'file:///etc/passwd', events: ['deployment.ready'] },
    ],
    [
      'a webhook for an unknown event',
      'POST',
      '/v1/webhooks',
      400,
      'bad_request',
      { url: 'http://a.example', events: ['deployment.exploded'] },
    ],
    [
      'a webhook of an unknown project',
      'POST',
      '/v1/webhooks',
      400,
      'bad_request',
      { url: 'http://a.example', events: ['deployment.ready'], projectIds: ['prj_nothing'] },
    ],
  ])('%s', async (_what, method, path, status, code, body) => {
    expect(await open.call(method, path, body)).toMatchObject({ status, body: { error: { code } } });
  });

  it('cancelling what has ended', async () => {
    const made = await open.call('POST', '/v13/deployments?forceNew=1', order('feature/login'));
    open.clock.advance(6_000);
    const answer = await open.call('PATCH', `/v12/deployments/${made.body.id}/cancel`);
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'bad_request' } } });
  });
});

describe('the rate limit', () => {
  it('allows a hundred requests a minute and says so in the headers', async () => {
    const open = await openVercel();
    const first = await open.call('GET', '/v2/user');
    expect(first.headers.get('x-ratelimit-limit')).toBe('100');
    expect(first.headers.get('x-ratelimit-remaining')).toBe('99');
    const reset = Math.ceil(open.clock.now().getTime() / 1000) + 60;
    expect(first.headers.get('x-ratelimit-reset')).toBe(String(reset));

    await open.vercel.act('exhaust-rate-limit', undefined, {});
    const refused = await open.call('GET', '/v2/user');
    expect(refused).toMatchObject({
      status: 429,
      body: { error: { code: 'rate_limited', limit: { remaining: 0, total: 100, reset } } },
    });
    expect(refused.headers.get('retry-after')).toBe('60');
    expect((await open.call('GET', '/v2/user', undefined, { authorization: 'Bearer wrong' })).status).toBe(
      403,
    );

    open.clock.advance(60_000);
    expect((await open.call('GET', '/v2/user')).status).toBe(200);
    await open.close();
  });
});
