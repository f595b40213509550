import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OWNER, WEB_APP_ID, WEB_APP_PREVIEW_ID } from '../../../../src/sandbox/providers/render/account.ts';
import { type OpenRender, openRender } from './harness.ts';

const SERVICE = `/services/${WEB_APP_PREVIEW_ID}`;
const HOOK = {
  ownerId: OWNER.id,
  url: 'http://127.0.0.1:9/hook',
  name: 'BuildRunner',
  enabled: true,
  eventFilter: ['deploy_ended'],
};

describe('what the vendor refuses is refused', () => {
  let open: OpenRender;
  beforeAll(async () => {
    open = await openRender();
  });
  afterAll(() => open.close());

  it.each<[string, Record<string, string>]>([
    ['no key', { authorization: '' }],
    ['another key', { authorization: 'Bearer rnd_someone_elses' }],
    ['another scheme', { authorization: 'Basic cm5kX3NhbmRib3hfdG9rZW4=' }],
  ])('%s', async (_what, headers) => {
    const answer = await open.call('GET', '/services', undefined, headers);
    expect(answer).toMatchObject({ status: 401, body: { message: 'Unauthorized' } });
  });

  it.each<[string, string, string, number, RegExp, unknown?]>([
    ['a service that is not there', 'GET', '/services/srv-nothing', 404, /srv-nothing/],
    ['a deploy that is not there', 'GET', `${SERVICE}/deploys/dep-nothing`, 404, /dep-nothing/],
    ['its cancelling', 'POST', `${SERVICE}/deploys/dep-nothing/cancel`, 404, /dep-nothing/],
    ['an event that is not there', 'GET', '/events/evt-nothing', 404, /evt-nothing/],
    ['another workspace', 'GET', '/owners/tea-other', 404, /tea-other/],
    ['a webhook that is not there', 'DELETE', '/webhooks/whk-nothing', 404, /whk-nothing/],
    ['a path that is not there', 'GET', '/everything', 404, /everything/],
    ['a parameter nobody knows', 'GET', '/services?branch=main', 400, /unknown parameter: branch/],
    ['a limit too high', 'GET', `${SERVICE}/deploys?limit=101`, 400, /limit/],
    ['a limit that is no number', 'GET', `${SERVICE}/deploys?limit=many`, 400, /limit/],
    ['a cursor nobody gave', 'GET', '/services?cursor=x', 400, /cursor/],
    ['a time that is none', 'GET', `${SERVICE}/deploys?createdAfter=soon`, 400, /createdAfter/],
    ['logs of nobody', 'GET', `/logs?resource=${WEB_APP_ID}`, 400, /ownerId/],
    ['logs of nothing', 'GET', `/logs?ownerId=${OWNER.id}`, 400, /resource/],
    ['a direction that is neither', 'GET', `/logs?ownerId=a&resource=b&direction=up`, 400, /direction/],
    ['a deploy without a body', 'POST', `${SERVICE}/deploys`, 400, /missing request body/],
    ['a deploy with broken JSON', 'POST', `${SERVICE}/deploys`, 400, /invalid JSON/, '{"clearCache": '],
    ['a deploy of a branch', 'POST', `${SERVICE}/deploys`, 400, /unknown parameter: branch/, { branch: 'a' }],
    ['a deploy of a short SHA', 'POST', `${SERVICE}/deploys`, 400, /commitId/, { commitId: 'abc1234' }],
    ['a deploy of an image', 'POST', `${SERVICE}/deploys`, 400, /imageUrl/, { imageUrl: 'nginx' }],
    ['a cache that is neither', 'POST', `${SERVICE}/deploys`, 400, /clearCache/, { clearCache: true }],
    [
      'a mode beside a commit',
      'POST',
      `${SERVICE}/deploys`,
      400,
      /cannot be combined/,
      { deployMode: 'deploy_only', commitId: 'a'.repeat(40) },
    ],
    ['a branch that Git would not take', 'PATCH', SERVICE, 400, /branch/, { branch: 'a..b' }],
    ['a change nobody knows', 'PATCH', SERVICE, 400, /unknown parameter: branches/, { branches: 'a' }],
    [
      'a webhook without events',
      'POST',
      '/webhooks',
      400,
      /eventFilter/,
      { ...HOOK, eventFilter: undefined },
    ],
    [
      'a webhook for an unknown event',
      'POST',
      '/webhooks',
      400,
      /eventFilter/,
      { ...HOOK, eventFilter: ['x'] },
    ],
    ['a webhook to a file', 'POST', '/webhooks', 400, /url/, { ...HOOK, url: 'file:///etc/passwd' }],
    [
      "a webhook of another's workspace",
      'POST',
      '/webhooks',
      400,
      /no such workspace/,
      { ...HOOK, ownerId: 'x' },
    ],
  ])('%s', async (_what, method, path, status, message, body) => {
    const answer = await open.call(method, path, body);
    expect(answer).toMatchObject({ status, body: { message: expect.stringMatching(message) } });
  });

  it('cancelling what has ended', async () => {
    const [deploy] = open.section('Deploys');
    const answer = await open.call('POST', `/services/${WEB_APP_ID}/deploys/${deploy?.id}/cancel`);
    expect(answer).toMatchObject({ status: 409, body: { message: 'deploy is already live' } });
  });

  it("a deploy under another service's path", async () => {
    const [deploy] = open.section('Deploys');
    expect((await open.call('GET', `${SERVICE}/deploys/${deploy?.id}`)).status).toBe(404);
  });

  it("another branch for a pull request's preview, and a deploy of what is suspended", async () => {
    const preview = open.section('Services').find(({ title }) => title === 'web-app PR #12')?.id;
    expect((await open.call('PATCH', `/services/${preview}`, { branch: 'fix/typo' })).status).toBe(400);
    await open.call('POST', `/services/${preview}/suspend`);
    expect(await open.call('POST', `/services/${preview}/deploys`, {})).toMatchObject({ status: 400 });
  });
});

describe('the rate limits', () => {
  it('are counted by kind of request and told in seconds that are left', async () => {
    const open = await openRender();
    const limits = async (method: string, path: string, body?: unknown) => {
      const { headers } = await open.call(method, path, body);
      return ['limit', 'remaining', 'reset'].map((name) => headers.get(`ratelimit-${name}`));
    };
    expect(await limits('GET', '/services')).toEqual(['400', '399', '60']);
    open.clock.advance(6_500);
    expect(await limits('GET', '/services')).toEqual(['400', '398', '54']);
    expect(await limits('PATCH', SERVICE, { branch: 'fix/typo' })).toEqual(['10', '9', '60']);
    expect(await limits('POST', `${SERVICE}/deploys`, {})).toEqual(['10', '8', '60']);
    expect(await limits('POST', `/services/${WEB_APP_ID}/deploys`, {})).toEqual(['10', '9', '60']);
    expect(await limits('POST', `${SERVICE}/deploys/dep-nothing/cancel`)).toEqual(['30', '29', '60']);
    expect(await limits('DELETE', '/webhooks/whk-nothing')).toEqual(['30', '28', '60']);
    await open.render.act('exhaust-rate-limit', undefined, {});
    const refused = await open.call('GET', '/services');
    expect(refused).toMatchObject({ status: 429, body: { message: 'rate limit exceeded' } });
    expect(refused.headers.get('ratelimit-reset')).toBe('60');
    open.clock.advance(60_000);
    expect(await limits('GET', '/services')).toEqual(['400', '399', '60']);
    await open.close();
  });
});

describe('lists', () => {
  it('come in pages that together are the whole', async () => {
    const open = await openRender();
    const list = async (query: string) =>
      (await open.call('GET', `/services?${query}`)).body as unknown as {
        cursor: string;
        service: { name: string };
      }[];
    const names: string[] = [];
    let cursor = '';
    for (let page = await list('limit=3'); page.length > 0; page = await list(`limit=3&cursor=${cursor}`)) {
      names.push(...page.map(({ service }) => service.name));
      cursor = page.at(-1)?.cursor ?? '';
    }
    expect(names).toEqual(['web-app', 'web-app-preview', 'web-app PR #12', 'web-app PR #13']);
    const filtered = async (query: string) => (await list(query)).map(({ service }) => service.name);
    expect(await filtered('includePreviews=false')).toEqual(['web-app', 'web-app-preview']);
    expect(await filtered('name=web-app,docs')).toEqual(['web-app']);
    expect(await filtered('ownerId=tea-other')).toEqual([]);
    expect(await filtered('type=static_site')).toEqual([]);
    expect(await filtered('suspended=suspended')).toEqual([]);
    await open.close();
  });

  it('of logs lead on in either direction without losing a line', async () => {
    const open = await openRender();
    await open.call('POST', `${SERVICE}/deploys`, {});
    open.clock.advance(6_000);
    const read = async (direction: string) => {
      const lines: string[] = [];
      let range = '';
      for (;;) {
        const { body } = await open.call(
          'GET',
          `/logs?ownerId=${OWNER.id}&resource=${WEB_APP_PREVIEW_ID}&direction=${direction}&limit=5${range}`,
        );
        lines.push(...(body.logs as { message: string }[]).map(({ message }) => message));
        if (!body.hasMore) return lines;
        range = `&startTime=${body.nextStartTime}&endTime=${body.nextEndTime}`;
      }
    };
    const forward = await read('forward');
    expect(forward.length).toBeGreaterThan(15);
    expect(new Set(forward).size).toBe(forward.length);
    expect(await read('backward')).toEqual(forward.toReversed());
    await open.close();
  });
});
