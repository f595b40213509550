import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SITE } from '../../../../src/sandbox/providers/netlify/account.ts';
import { type OpenNetlify, openNetlify } from './harness.ts';

const builds = `/sites/${SITE.id}/builds`;
const hooks = `/hooks?site_id=${SITE.id}`;
const hook = { type: 'url', event: 'deploy_created', data: { url: 'http://a.example' } };

describe('what the vendor refuses is refused', () => {
  let open: OpenNetlify;
  beforeAll(async () => {
    open = await openNetlify();
  });
  afterAll(() => open.close());

  it.each<[string, Record<string, string>]>([
    ['no token', { authorization: '' }],
    ['another token', { authorization: 'Bearer someone-elses' }],
    ['another scheme', { authorization: 'Basic bmV0bGlmeV9zYW5kYm94X3Rva2Vu' }],
  ])('%s', async (_what, headers) => {
    const answer = await open.call('GET', `/sites/${SITE.id}`, undefined, headers);
    expect(answer).toMatchObject({ status: 401, body: { code: 401, message: 'Access Denied' } });
  });

  it.each<[string, string, string, number, unknown?]>([
    ['a site that is not there', 'GET', '/sites/nothing', 404],
    ['its deploys', 'GET', '/sites/nothing/deploys', 404],
    ['a build of it', 'POST', '/sites/nothing/builds?branch=a', 404],
    ['a deploy that is not there', 'GET', '/deploys/nothing', 404],
    ['its log', 'GET', '/deploys/nothing/log', 404],
    ['its cancelling', 'POST', '/deploys/nothing/cancel', 404],
    ['its deletion', 'DELETE', '/deploys/nothing', 404],
    ['its deletion from the site', 'DELETE', `/sites/${SITE.id}/deploys/nothing`, 404],
    ['a hook that is not there', 'DELETE', '/hooks/nothing', 404],
    ['a path that is not there', 'GET', '/everything', 404],
    ['a method that is not there', 'PATCH', `/sites/${SITE.id}`, 404],
    ['a parameter nobody knows', 'GET', `/sites/${SITE.id}/deploys?ref=main`, 422],
    ['a page size that is no number', 'GET', `/sites/${SITE.id}/deploys?per_page=many`, 422],
    ['a state that is none', 'GET', `/sites/${SITE.id}/deploys?state=queued`, 422],
    ['a commit, which Netlify does not take', 'POST', `${builds}?branch=a&commit=abc`, 422],
    ['a branch that cannot be', 'POST', `${builds}?branch=two..dots`, 422],
    ['a switch that is neither', 'POST', `${builds}?branch=a&clear_cache=yes`, 422],
    ['hooks of no site', 'GET', '/hooks', 422],
    ["hooks of another's site", 'GET', '/hooks?site_id=other', 404],
    ['a hook without a body', 'POST', hooks, 422],
    ['broken JSON', 'POST', hooks, 400, '{"type": '],
    ['a hook of another kind', 'POST', hooks, 422, { ...hook, type: 'fax' }],
    ['a hook for an unknown event', 'POST', hooks, 422, { ...hook, event: 'deploy_exploded' }],
    ['a hook without an address', 'POST', hooks, 422, { ...hook, data: {} }],
    ['a hook to a file', 'POST', hooks, 422, { ...hook, data: { url: 'file:///etc/passwd' } }],
    ['a hook with several events', 'POST', hooks, 422, { ...hook, events: ['deploy_failed'] }],
  ])('%s', async (_what, method, path, status, body) => {
    const answer = await open.call(method, path, body);
    expect(answer).toMatchObject({ status, body: { code: status, message: expect.stringMatching(/./) } });
  });

  it('cancelling what has ended', async () => {
    const { body } = await open.call('POST', `${builds}?branch=feature/login`);
    open.clock.advance(6_000);
    expect(await open.call('POST', `/deploys/${body.deploy_id}/cancel`)).toMatchObject({ status: 422 });
  });

  it('deleting what the site serves, and locking what it does not', async () => {
    const { body: site } = await open.call('GET', `/sites/${SITE.id}`);
    const published = site.published_deploy.id;
    expect(await open.call('DELETE', `/deploys/${published}`)).toMatchObject({ status: 422 });
    const { body } = await open.call('POST', `${builds}?branch=feature/login`);
    expect(await open.call('POST', `/deploys/${body.deploy_id}/lock`)).toMatchObject({ status: 422 });
    expect(await open.call('POST', `/deploys/${published}/unlock`)).toMatchObject({ status: 422 });
    expect(await open.call('POST', `/deploys/${published}/lock`)).toMatchObject({ body: { locked: true } });
    expect(await open.call('POST', `/deploys/${published}/unlock`)).toMatchObject({ status: 200 });
  });
});

it('a build without a branch goes to production: the trap', async () => {
  const open = await openNetlify();
  for (const query of ['', '?branch=', '?branch=main']) {
    const { body } = await open.call('POST', `${builds}${query}`);
    expect(await open.call('GET', `/deploys/${body.deploy_id}`)).toMatchObject({
      body: { context: 'production', branch: 'main' },
    });
  }
  const { body } = await open.call('POST', `${builds}?branch=feature/login`);
  expect((await open.call('GET', `/deploys/${body.deploy_id}`)).body.context).toBe('branch-deploy');
  await open.close();
});

it('the rate limit is counted, told in the headers, and over after a minute', async () => {
  const open = await openNetlify();
  const first = await open.call('GET', `/sites/${SITE.id}`);
  expect(first.headers.get('x-ratelimit-limit')).toBe('500');
  expect(first.headers.get('x-ratelimit-remaining')).toBe('499');
  const reset = Math.ceil(open.clock.now().getTime() / 1000) + 60;
  expect(first.headers.get('x-ratelimit-reset')).toBe(String(reset));
  await open.act('exhaust-rate-limit');
  expect(await open.call('GET', `/sites/${SITE.id}`)).toMatchObject({ status: 429, body: { code: 429 } });
  open.clock.advance(60_000);
  expect((await open.call('GET', `/sites/${SITE.id}`)).status).toBe(200);
  await open.close();
});

it('the list of deploys is filtered and comes in pages', async () => {
  const open = await openNetlify();
  const branches = async (query: string) => {
    const { body } = await open.call('GET', `/sites/${SITE.domain}/deploys?${query}`);
    return body.map(({ branch }: { branch: string }) => branch);
  };
  expect(await branches('')).toEqual(['main', 'feature/login', 'feature/broken', 'main']);
  expect(await branches('branch=feature/login')).toEqual(['feature/login']);
  expect(await branches('production=true')).toEqual(['main', 'main']);
  expect(await branches('latest-published=true')).toEqual(['main']);
  expect(await branches('state=error')).toEqual(['feature/broken']);
  expect(await branches('deploy-previews=true')).toEqual([]);
  expect(await branches('per_page=3&page=2')).toEqual(['main']);
  await open.close();
});
