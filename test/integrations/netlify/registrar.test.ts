import { describe, expect, test } from 'vitest';
import type { WebhookRegistrar } from '../../../src/integrations/contract.ts';
import { startVendor, type Vendor } from '../recording-vendor.ts';
import { SITE_ID } from './answers.ts';
import { connected } from './platform.ts';

const URL = 'https://buildrunner.acme.example/api/webhooks/netlify?integration=T1.int-1';
const LIST = 'GET /hooks';
const CREATE = 'POST /hooks';

async function registrar(vendor: Vendor): Promise<WebhookRegistrar> {
  return (await connected(vendor)).webhooks!;
}

function hook(id: string, changes: Record<string, unknown> = {}) {
  return { id, site_id: SITE_ID, type: 'url', event: 'deploy_created', data: { url: URL }, ...changes };
}

const made = ['a', 'b', 'c'].map((id) => ({ status: 201, body: hook(id) }));

describe('register', () => {
  test('makes one hook for each event, signed with the proposed secret', async () => {
    await using vendor = await startVendor({ [LIST]: { body: [] }, [CREATE]: made });
    expect(await (await registrar(vendor)).register(URL, 's3cret')).toEqual({
      id: 'a,b,c',
      secret: 's3cret',
    });
    expect(vendor.received.map(({ query }) => query.get('site_id'))).toEqual(Array(4).fill(SITE_ID));
    expect(vendor.received.slice(1).map(({ body }) => body)).toEqual(
      ['deploy_created', 'deploy_building', 'deploy_failed'].map((event) => ({
        type: 'url',
        event,
        data: { url: URL, signature_secret: 's3cret' },
      })),
    );
  });

  test('replaces ours and leaves what others made', async () => {
    await using vendor = await startVendor({
      [LIST]: {
        body: [
          hook('ours'),
          hook('ours2', { event: 'deploy_failed' }),
          hook('other-event', { event: 'deploy_locked' }),
          hook('mail', { type: 'email', data: { email: 'ada@acme.example' } }),
          hook('elsewhere', { data: { url: 'https://ci.acme.example/hook' } }),
          hook('bare', { data: null }),
        ],
      },
      'DELETE /hooks/ours': { status: 204 },
      'DELETE /hooks/ours2': { status: 404, body: {} },
      [CREATE]: made,
    });
    expect((await (await registrar(vendor)).register(URL, 's3cret')).id).toBe('a,b,c');
    const deleted = vendor.calls().filter((call) => call.startsWith('DELETE'));
    expect(deleted.toSorted()).toEqual(['DELETE /hooks/ours', 'DELETE /hooks/ours2']);
  });

  test('leaves nothing half done', async () => {
    await using vendor = await startVendor({
      [LIST]: { body: [] },
      [CREATE]: [...made.slice(0, 2), { status: 422, body: { code: 422, message: 'Too many hooks' } }],
      'DELETE /hooks/a': { status: 204 },
      'DELETE /hooks/b': { status: 500, body: {} },
    });
    await expect((await registrar(vendor)).register(URL, 's3cret')).rejects.toMatchObject({
      code: 'invalid_request',
      advice: 'Netlify did not accept this: Too many hooks.',
    });
    const deleted = vendor.calls().filter((call) => call.startsWith('DELETE'));
    expect(deleted.toSorted()).toEqual(['DELETE /hooks/a', 'DELETE /hooks/b']);
  });
});

describe('remove', () => {
  test('removes all that the id names; those that are gone are no failure', async () => {
    await using vendor = await startVendor({ 'DELETE /hooks/a': { status: 204 } });
    await (await registrar(vendor)).remove('a,b,c');
    expect(vendor.calls().toSorted()).toEqual(['a', 'b', 'c'].map((id) => `DELETE /hooks/${id}`));
  });

  test('tries all before it tells what went wrong', async () => {
    await using vendor = await startVendor({
      'DELETE /hooks/a': { status: 500, body: {} },
      'DELETE /hooks/b': { status: 204 },
    });
    await expect((await registrar(vendor)).remove('a,b')).rejects.toMatchObject({ code: 'unavailable' });
    expect(vendor.calls()).toHaveLength(2);
  });
});
