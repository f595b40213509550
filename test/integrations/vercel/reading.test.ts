import { describe, expect, test } from 'vitest';
import { vercel } from '../../../src/integrations/vercel/index.ts';
import { startVendor } from '../recording-vendor.ts';
import { deployment, EVENTS, GET, LIST, listed } from './answers.ts';
import { connection, platform } from './platform.ts';

const REQUEST = { branch: 'feature/login', marker: 'pv-1' };

describe('reading', () => {
  test('findByMarker finds our deployment among others', async () => {
    const deployments = [
      listed({ id: 'dpl_3', meta: {} }),
      listed({ id: 'dpl_2', meta: { buildrunnerPreview: 'pv-1' } }),
      listed({ id: 'dpl_1', meta: { buildrunnerPreview: 'pv-0' } }),
    ];
    await using vendor = await startVendor({ [LIST]: { body: { deployments, pagination: {} } } });
    const found = await platform(vendor);
    expect((await found.findByMarker(REQUEST))?.externalId).toBe('dpl_2');
    expect(await found.findByMarker({ ...REQUEST, marker: 'pv-9' })).toBeUndefined();
    expect(Object.fromEntries(vendor.received[0]?.query ?? [])).toEqual({
      projectId: 'web-app',
      limit: '100',
      teamId: 'team_acme',
    });
  });

  test('listByBranch gives the newest first', async () => {
    const deployments = [1, 3, 2].map((n) => listed({ id: `dpl_${n}`, createdAt: n }));
    await using vendor = await startVendor({ [LIST]: { body: { deployments } } });
    const list = await (await platform(vendor)).listByBranch('feature/login');
    expect(list.map(({ externalId }) => externalId)).toEqual(['dpl_3', 'dpl_2', 'dpl_1']);
    expect(vendor.received[0]?.query.get('branch')).toBe('feature/login');
  });

  test.each([
    ['fields of the wrong type', { meta: [], inspectorUrl: 7, gitSource: 'x', errorMessage: {} }],
    ['fields of null', { meta: null, inspectorUrl: null, gitSource: null, url: null }],
    ['fields nobody knows', { brandNew: { deep: true }, target: 'staging' }],
  ])('an answer with %s is still read', async (_what, overrides) => {
    await using vendor = await startVendor({ [GET]: { body: deployment(overrides) } });
    expect(await (await platform(vendor)).get('dpl_1')).toMatchObject({
      externalId: 'dpl_1',
      target: 'preview',
    });
  });

  test('an absolute address stays as it is', async () => {
    await using vendor = await startVendor({
      [GET]: { body: deployment({ url: 'http://127.0.0.1:8080/p/1' }) },
    });
    expect((await (await platform(vendor)).get('dpl_1')).url).toBe('http://127.0.0.1:8080/p/1');
  });

  test.each([
    [
      { errorMessage: 'Command "npm run build" exited with 1', errorCode: 'BUILD_FAILED' },
      'Command "npm run build" exited with 1',
    ],
    [{ errorCode: 'BUILD_FAILED' }, 'BUILD_FAILED'],
    [{}, undefined],
  ])('why it failed: %j', async (fields, error) => {
    await using vendor = await startVendor({
      [GET]: { body: deployment({ readyState: 'ERROR', ...fields }) },
    });
    const failed = await (await platform(vendor)).get('dpl_1');
    expect([failed.state, failed.error]).toEqual(['failed', error]);
  });

  test('a base URL may have a path', async () => {
    await using vendor = await startVendor({
      'GET /proxy/vercel/v13/deployments/dpl_1': { body: deployment() },
    });
    const behindProxy = { ...connection(vendor), baseUrl: `${vendor.baseUrl}/proxy/vercel` };
    expect((await (await vercel.connect(behindProxy)).deployments?.get('dpl_1'))?.externalId).toBe('dpl_1');
  });
});

test('buildLog asks for all of it, oldest first', async () => {
  const body = [
    { type: 'command', created: 1, payload: { text: 'npm run build', date: 1, id: '1' } },
    { type: 'stderr', created: 2, date: 2, text: 'Failed to compile.', id: '2' },
  ];
  await using vendor = await startVendor({ [EVENTS]: { body } });
  expect(await (await platform(vendor)).buildLog('dpl_1')).toEqual([
    { text: 'npm run build', stream: 'stdout', at: new Date(1) },
    { text: 'Failed to compile.', stream: 'stderr', at: new Date(2) },
  ]);
  expect(Object.fromEntries(vendor.received[0]?.query ?? [])).toEqual({
    builds: '1',
    direction: 'forward',
    follow: '0',
    limit: '-1',
    teamId: 'team_acme',
  });
});
