import { describe, expect, test } from 'vitest';
import type { WebhookRegistrar } from '../../../src/integrations/contract.ts';
import { type Answer, startVendor, type Vendor } from '../recording-vendor.ts';
import { GET_SERVICE, listed, OWNER_ID, service } from './answers.ts';
import { connect } from './connect.ts';

const URL = 'https://buildrunner.acme.example/api/webhooks/render?integration=T1.int-1';
const REGISTRATIONS = 'GET /webhooks';
const REGISTER = 'POST /webhooks';

async function registrar(vendor: Vendor): Promise<WebhookRegistrar> {
  return (await connect(vendor)).webhooks!;
}

const registration = (id: string, url: string | null) => ({
  id,
  url,
  name: 'x',
  secret: 'whsec_b2xk',
  enabled: true,
});

function answers(overrides: Record<string, Answer> = {}) {
  return {
    [GET_SERVICE]: { body: service() },
    [REGISTRATIONS]: { body: [] },
    [REGISTER]: { status: 201, body: { ...registration('whk-1', URL), secret: 'whsec_bmV3' } },
    ...overrides,
  };
}

describe('register', () => {
  test("registers with the service's workspace and gives the secret that Render made", async () => {
    await using vendor = await startVendor(answers());
    const made = await (await registrar(vendor)).register(URL, 'unused');
    expect(made).toEqual({ id: 'whk-1', secret: 'whsec_bmV3' });
    expect(Object.fromEntries(vendor.received[1]?.query ?? [])).toEqual({ ownerId: OWNER_ID, limit: '100' });
    expect(vendor.received.at(-1)?.body).toEqual({
      ownerId: OWNER_ID,
      url: URL,
      name: 'BuildRunner',
      enabled: true,
      eventFilter: ['deploy_started', 'deploy_ended'],
    });
  });

  test('replaces what is registered for the same address and nothing else', async () => {
    const present = [
      registration('whk-ours', URL),
      registration('whk-other', 'https://ci.acme.example/hook'),
      registration('whk-null', null),
    ];
    await using vendor = await startVendor(
      answers({
        [REGISTRATIONS]: { body: listed('webhook', ...present) },
        'DELETE /webhooks/whk-ours': { status: 204 },
      }),
    );
    await (await registrar(vendor)).register(URL, 'unused');
    expect(vendor.calls()).toEqual([GET_SERVICE, REGISTRATIONS, 'DELETE /webhooks/whk-ours', REGISTER]);
  });

  test.each([402, 403])('says what webhooks need where Render refuses (%s)', async (status) => {
    await using vendor = await startVendor(answers({ [REGISTER]: { status, body: { message: 'upgrade' } } }));
    await expect((await registrar(vendor)).register(URL, 'unused')).rejects.toMatchObject({
      code: 'forbidden',
      advice: expect.stringMatching(/only admins of a Professional workspace/),
    });
  });

  test('does not take a registration without a secret for one', async () => {
    await using vendor = await startVendor(
      answers({ [REGISTER]: { status: 201, body: { ...registration('whk-1', URL), secret: '' } } }),
    );
    await expect((await registrar(vendor)).register(URL, 'unused')).rejects.toMatchObject({
      code: 'unreadable_answer',
    });
  });
});

describe('remove', () => {
  test.each([
    ['one that is there', { status: 204 }],
    ['one that is gone', { status: 404, body: { message: 'not found' } }],
  ])('%s', async (_what, answer) => {
    await using vendor = await startVendor({ 'DELETE /webhooks/whk-1': answer });
    await (await registrar(vendor)).remove('whk-1');
    expect(vendor.calls()).toEqual(['DELETE /webhooks/whk-1']);
  });

  test('anything else is told', async () => {
    await using vendor = await startVendor({ '*': { status: 500, body: {} } });
    await expect((await registrar(vendor)).remove('whk-1')).rejects.toMatchObject({ code: 'unavailable' });
  });
});
