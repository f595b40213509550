import { describe, expect, test } from 'vitest';
import type { WebhookRegistrar } from '../../../src/integrations/contract.ts';
import { vercel } from '../../../src/integrations/vercel/index.ts';
import { startVendor, type Vendor } from '../recording-vendor.ts';
import { PROJECT, project } from './answers.ts';
import { connection } from './platform.ts';

const URL = 'https://buildrunner.acme.example/api/webhooks/vercel';
const REGISTRATIONS = 'GET /v1/webhooks';
const REGISTER = 'POST /v1/webhooks';

async function registrar(vendor: Vendor): Promise<WebhookRegistrar> {
  return (await vercel.connect(connection(vendor))).webhooks!;
}

function registration(id: string, url: string, projectIds?: string[]) {
  return { id, url, events: ['deployment.ready'], ownerId: 'u1', createdAt: 1, updatedAt: 1, projectIds };
}

describe('register', () => {
  test('registers the five events for this project and gives the secret', async () => {
    await using vendor = await startVendor({
      [PROJECT]: { body: project() },
      [REGISTRATIONS]: { body: [] },
      [REGISTER]: { body: { ...registration('hook_1', URL, ['prj_web']), secret: 's3cret' } },
    });
    expect(await (await registrar(vendor)).register(URL, 'unused')).toEqual({
      id: 'hook_1',
      secret: 's3cret',
    });
    expect(vendor.received[1]?.query.get('projectId')).toBe('prj_web');
    expect(vendor.received.at(-1)?.body).toEqual({
      url: URL,
      events: [
        'deployment.created',
        'deployment.ready',
        'deployment.succeeded',
        'deployment.error',
        'deployment.canceled',
      ],
      projectIds: ['prj_web'],
    });
  });

  test('replaces ours and leaves what others made', async () => {
    await using vendor = await startVendor({
      [PROJECT]: { body: project() },
      [REGISTRATIONS]: {
        body: [
          registration('ours', URL, ['prj_web']),
          registration('two projects', URL, ['prj_web', 'prj_api']),
          registration('whole team', URL),
          registration('elsewhere', 'https://ci.acme.example/hook', ['prj_web']),
        ],
      },
      'DELETE /v1/webhooks/ours': { status: 204 },
      [REGISTER]: { body: { id: 'hook_2', secret: 's3cret' } },
    });
    expect((await (await registrar(vendor)).register(URL, 'unused')).id).toBe('hook_2');
    expect(vendor.calls()).toEqual([PROJECT, REGISTRATIONS, 'DELETE /v1/webhooks/ours', REGISTER]);
  });
});

describe('remove', () => {
  test.each([
    ['one that is there', { status: 204 }],
    ['one that is gone', { status: 404, body: { error: { code: 'not_found' } } }],
  ])('%s', async (_what, answer) => {
    await using vendor = await startVendor({ 'DELETE /v1/webhooks/hook_1': answer });
    await (await registrar(vendor)).remove('hook_1');
    expect(vendor.calls()).toEqual(['DELETE /v1/webhooks/hook_1']);
  });

  test('anything else is told', async () => {
    await using vendor = await startVendor({ '*': { status: 500, body: {} } });
    await expect((await registrar(vendor)).remove('hook_1')).rejects.toMatchObject({ code: 'unavailable' });
  });
});
