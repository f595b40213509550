import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, describe, expect, it } from 'vitest';
import { webhookRoutes } from '../../src/http/webhooks.ts';
import { providers } from '../../src/integrations/registry.ts';
import { type IntakeWorld, openIntakeWorld } from '../integrations/intake-world.ts';
import { NOW, SIGN, SIGNATURE_HEADER, secretOf } from '../integrations/signing.ts';
import { recordedLog } from '../jobs/recorded-log.ts';

const BODY = Buffer.from(
  '{"id":"evt_1","type":"deployment.ready","webhookEvent":"x","payload":{"a":1,"b":2}}',
);
const REORDERED = Buffer.from(
  '{"type":"deployment.ready","id":"evt_1","webhookEvent":"x","payload":{"b":2,"a":1}}',
);
const names = [...providers.keys()];

let world: IntakeWorld;
let stop: () => Promise<void>;
afterEach(() => stop());

/** The webhooks' doors, with these secrets in the environment; gives the status and what is said. */
async function open(provider: string, secrets: string[]) {
  world = await openIntakeWorld();
  // What is signed well is nobody's yet, so that nothing is stored and only the door is looked at.
  await world.settings.update('T1', () => undefined);
  const intake = world.intakeWith({ [provider]: secrets }, { providers: providers as never, now: () => NOW });
  const log = recordedLog() as never;
  const server = express().use(webhookRoutes({ intake, log })).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  stop = async () => {
    await new Promise((resolve) => server.close(resolve));
    await world.close();
  };
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/webhooks/${provider}`;
  return async (body: Buffer, headers: Record<string, string> | [string, string][]) => {
    const given = new Headers(headers);
    given.set('content-type', 'application/json');
    given.set('connection', 'close');
    const answer = await fetch(url, { method: 'POST', headers: given, body });
    return { status: answer.status, said: await answer.text() };
  };
}

describe.each(names)('a delivery of %s', (provider) => {
  const secret = secretOf(provider, 'current');
  const sign = SIGN[provider]!;
  const header = SIGNATURE_HEADER[provider]!;

  it('promise 1: is verified on its raw bytes, before it is parsed, and nothing happens where it fails', async () => {
    const send = await open(provider, [secret]);
    expect((await send(BODY, sign(BODY, secret))).status).toBe(200);
    expect((await send(REORDERED, sign(BODY, secret))).status).toBe(401);
    expect((await send(Buffer.concat([BODY, Buffer.from(' ')]), sign(BODY, secret))).status).toBe(401);
    const malformed = Buffer.from('{nonsense');
    expect((await send(malformed, sign(BODY, secret))).status).toBe(401);
    expect(await world.database.db.selectFrom('webhook_deliveries').selectAll().execute()).toEqual([]);
    expect(world.jobs).toEqual([]);
  });

  it('promise 2: is refused with 401, never 500, whatever stands for its signature', async () => {
    const send = await open(provider, [secret]);
    const signed = sign(BODY, secret);
    const good = signed[header] ?? '';
    const odd = [
      '',
      ' ',
      'zz',
      good.slice(0, -1),
      `${good}0`,
      `${good}, ${good}`,
      'ä€',
      'v1,',
      'sha256=',
      '.'.repeat(9),
    ];
    for (const value of odd) {
      // As fetch sends no character that is none of Latin-1, neither does a vendor.
      const headers = { ...signed, [header]: Buffer.from(value).toString('latin1') };
      expect({ value, ...(await send(BODY, headers)) }).toMatchObject({ value, status: 401 });
    }
    const twice: [string, string][] = [...Object.entries(signed), [header, good]];
    expect((await send(BODY, twice)).status).toBe(401);
    expect((await send(BODY, sign(BODY, secretOf(provider, 'another')))).status).toBe(401);
  });

  it('promise 3: is not let in where there is no secret', async () => {
    const send = await open(provider, []);
    const { status, said } = await send(BODY, sign(BODY, ''));
    expect(status).toBe(503);
    expect(said).toContain(`${provider.toUpperCase()}_WEBHOOK_SECRET`);
  });

  it('promise 18: may be signed with either of two secrets, and with a removed one no more', async () => {
    const [old, next] = [secretOf(provider, 'old'), secretOf(provider, 'next')];
    const both = await open(provider, [next, old]);
    expect((await both(BODY, sign(BODY, old))).status).toBe(200);
    expect((await both(BODY, sign(BODY, next))).status).toBe(200);
    await stop();
    const later = await open(provider, [next]);
    expect((await later(BODY, sign(BODY, old))).status).toBe(401);
  });

  it('that is not signed, like the guide’s own test, is told which header was expected', async () => {
    const send = await open(provider, [secret]);
    const { status, said } = await send(Buffer.from('{"test": true}'), {});
    expect(status).toBe(401);
    expect(said.toLowerCase()).toContain(header.replace('webhook-signature', 'webhook'));
  });
});
