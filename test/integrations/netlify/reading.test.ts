import { describe, expect, test } from 'vitest';
import { netlify } from '../../../src/integrations/netlify/index.ts';
import { startVendor } from '../recording-vendor.ts';
import { DEPLOY_ID, deploy, GET, LIST, SITE_ID } from './answers.ts';
import { connected, connection, platform } from './platform.ts';

const REQUEST = { branch: 'feature/login', marker: 'pv-1.1' };

describe('finding and listing', () => {
  test('findByMarker finds our deploy among others', async () => {
    const body = [
      deploy({ id: 'd4', title: null }),
      deploy({ id: 'd3', title: 'BuildRunner preview [pv-1.10]' }),
      deploy({ id: 'd2', title: 'BuildRunner preview [pv-1.1]' }),
      deploy({ id: 'd1', title: 'fix: see BuildRunner preview [pv-9.9]' }),
    ];
    await using vendor = await startVendor({ [LIST]: { body } });
    const found = await platform(vendor);
    expect((await found.findByMarker(REQUEST))?.externalId).toBe('d2');
    expect(await found.findByMarker({ ...REQUEST, marker: 'pv-9.9' })).toBeUndefined();
    expect(Object.fromEntries(vendor.received[0]?.query ?? [])).toEqual({
      branch: 'feature/login',
      per_page: '100',
    });
  });

  test('listByBranch gives the newest first', async () => {
    const body = [1, 3, 2].map((day) => deploy({ id: `d${day}`, created_at: `2026-11-0${day}T10:00:00Z` }));
    await using vendor = await startVendor({ [LIST]: { body } });
    const list = await (await platform(vendor)).listByBranch('refs/heads/feature/login');
    expect(list.map(({ externalId }) => externalId)).toEqual(['d3', 'd2', 'd1']);
    expect(vendor.received[0]?.query.get('branch')).toBe('feature/login');
  });
});

describe('one deploy', () => {
  test.each([
    ['fields of the wrong type', { title: [], admin_url: 7, commit_ref: {}, summary: 'x', skipped: 'no' }],
    [
      'fields of null',
      { title: null, admin_url: null, commit_ref: null, summary: null, deploy_ssl_url: null },
    ],
    ['fields nobody knows', { brand_new: { deep: true }, context: 'split-test' }],
    ['a summary with remarks of the wrong type', { summary: { messages: [7] } }],
  ])('with %s is still read', async (_what, overrides) => {
    await using vendor = await startVendor({ [GET]: { body: deploy(overrides) } });
    expect(await (await platform(vendor)).get(DEPLOY_ID)).toMatchObject({
      externalId: DEPLOY_ID,
      target: 'preview',
    });
  });

  test.each([
    [{}, `https://${DEPLOY_ID}--web-app.netlify.app`],
    [{ deploy_ssl_url: null }, `http://${DEPLOY_ID}--web-app.netlify.app`],
    [{ deploy_ssl_url: 'javascript:alert(1)', deploy_url: '//evil' }, undefined],
  ])('its address: %j', async (fields, url) => {
    await using vendor = await startVendor({ [GET]: { body: deploy(fields) } });
    expect((await (await platform(vendor)).get(DEPLOY_ID)).url).toBe(url);
  });

  test.each([
    ['https://app.netlify.com/sites/web-app', `https://app.netlify.com/sites/web-app/deploys/${DEPLOY_ID}`],
    ['https://app.netlify.com/sites/web-app/', `https://app.netlify.com/sites/web-app/deploys/${DEPLOY_ID}`],
    ['https://app.netlify.com/sites/web-app/deploys/5b', 'https://app.netlify.com/sites/web-app/deploys/5b'],
    [null, undefined],
  ])('its page under %s', async (admin_url, page) => {
    await using vendor = await startVendor({ [GET]: { body: deploy({ admin_url }) } });
    expect((await (await platform(vendor)).get(DEPLOY_ID)).inspectUrl).toBe(page);
  });

  test('the commit of a push, with its message and author', async () => {
    await using vendor = await startVendor({ [GET]: { body: deploy() } });
    expect((await (await platform(vendor)).get(DEPLOY_ID)).commit).toEqual({
      sha: 'a1b2c3d4',
      message: 'feat: log in',
      author: 'ada',
    });
  });

  test.each([
    [{ state: 'error', error_message: 'Failed during stage "building site"' }, 'failed'],
    [{ state: 'error', error_message: null }, 'failed'],
    [{ state: 'error', error_message: 'Canceled build' }, 'cancelled'],
  ])('why it failed: %j', async (fields, state) => {
    await using vendor = await startVendor({ [GET]: { body: deploy(fields) } });
    const ended = await (await platform(vendor)).get(DEPLOY_ID);
    const error = state === 'failed' ? (fields.error_message ?? undefined) : undefined;
    expect([ended.state, ended.error]).toEqual([state, error]);
  });

  test('a base URL may have a path', async () => {
    await using vendor = await startVendor({ [GET.replace('/sites', '/api/v1/sites')]: { body: deploy() } });
    const under = { ...connection(vendor), baseUrl: `${vendor.baseUrl}/api/v1` };
    expect((await (await netlify.connect(under)).deployments?.get(DEPLOY_ID))?.externalId).toBe(DEPLOY_ID);
  });

  test.each(['../../user', '..', '%2e%2e', 'a/b', 'a?b', ''])('the id %j leads nowhere', async (id) => {
    await using vendor = await startVendor({ '*': { body: deploy() } });
    const { deployments, webhooks } = await connected(vendor);
    await expect(deployments?.get(id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(deployments?.cancel(id)).rejects.toMatchObject({ code: 'not_found' });
    await webhooks?.remove(id);
    expect(vendor.calls()).toEqual([]);
  });

  test('nor does a site id', async () => {
    await using vendor = await startVendor({ '*': { body: deploy() } });
    const { deployments } = await netlify.connect(connection(vendor, { site_id: `../sites/${SITE_ID}` }));
    await expect(deployments?.get(DEPLOY_ID)).rejects.toMatchObject({
      code: 'not_found',
      advice: expect.stringContaining('Check Site ID'),
    });
    expect(vendor.calls()).toEqual([]);
  });
});
