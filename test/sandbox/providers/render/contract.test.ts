import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OpenAPIBackend } from 'openapi-backend';
import { beforeAll, describe, expect, it } from 'vitest';
import { OWNER, WEB_APP_ID, WEB_APP_PREVIEW_ID } from '../../../../src/sandbox/providers/render/account.ts';
import { until } from '../manual-clock.ts';
import { openReceiver } from '../receiver.ts';
import type { Exchange } from '../serve.ts';
import { type OpenRender, openRender } from './harness.ts';

const SPEC = join(process.env.CONTRACTS_DIR ?? '../shared/contracts', 'openapi/render.json');
const absent = existsSync(SPEC) ? '' : ` (skipped: no ${SPEC}; set CONTRACTS_DIR)`;

type Check = (exchange: Exchange) => unknown;

/**
 * What the vendor's spec has against an answer, or undefined. The spec's `oneOf`s overlap - the details of a web service
 * fit a private service too - so that the vendor's own answers break them: they are read as `anyOf`.
 */
async function openCheck(): Promise<Check> {
  const definition = JSON.parse(readFileSync(SPEC, 'utf8'), (key, value) => {
    if (key === '$ref') return value.replaceAll('/oneOf/', '/anyOf/');
    if (typeof value !== 'object' || value === null || !Array.isArray(value.oneOf)) return value;
    const { oneOf, ...schema } = value;
    return { ...schema, anyOf: oneOf };
  });
  const api = new OpenAPIBackend({
    definition,
    quick: true,
    ajvOpts: { strict: false, formats: { 'date-time': isDateTime } },
  });
  await api.init();
  return ({ method, path, status, body }) => {
    const operation = api.matchOperation({ method, path, headers: {} });
    if (!operation) return `no operation ${method} ${path} in the spec`;
    return api.validateResponse(body, operation, status).errors ?? undefined;
  };
}

const isDateTime = (text: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text);

/** The events of one deploy, by the ids that webhooks tell. */
async function eventsOf(open: OpenRender): Promise<string[]> {
  const receiver = await openReceiver();
  try {
    await (await open.connect()).webhooks?.register(receiver.url, 'unused');
    await open.call('POST', `/services/${WEB_APP_PREVIEW_ID}/deploys`, {});
    open.clock.advance(1_000);
    await until('the start was told', () => receiver.received.length === 1);
    open.clock.advance(5_000);
    await until('the end was told', () => receiver.received.length === 2);
    return receiver.received.map(({ body }) => JSON.parse(body.toString()).data.id);
  } finally {
    await receiver.close();
  }
}

describe.skipIf(absent)(`the vendor's spec${absent}`, () => {
  let check: Check;
  beforeAll(async () => {
    check = await openCheck();
  });

  it('fits every answer', async () => {
    const open = await openRender();
    await open.call('GET', '/owners');
    await open.call('GET', `/owners/${OWNER.id}`);
    await open.call('GET', '/services?includePreviews=true&limit=100');
    await open.call('GET', `/services/${WEB_APP_ID}`);
    const webhook = await open.call('POST', '/webhooks', {
      ownerId: OWNER.id,
      url: 'http://127.0.0.1:9/hook',
      name: 'BuildRunner',
      enabled: true,
      eventFilter: [],
    });
    await open.call('GET', `/webhooks?ownerId=${OWNER.id}`);
    await open.call('GET', `/webhooks/${webhook.body.id}`);
    await open.call('PATCH', `/webhooks/${webhook.body.id}`, { enabled: false });

    const service = `/services/${WEB_APP_PREVIEW_ID}`;
    for (const failure of ['type error', 'pre-deploy command', 'never starts']) {
      await open.render.act('break-branch', 'fix/typo', { failure });
      await open.call('PATCH', service, { branch: 'fix/typo' });
      const { body } = await open.call('POST', `${service}/deploys`, { clearCache: 'clear' });
      for (const ms of [0, 300, 700, 3_000, 1_000, 1_000]) {
        open.clock.advance(ms);
        await open.call('GET', `${service}/deploys/${body.id}`);
        await open.call('GET', `${service}/deploys?limit=100`);
        await open.call('GET', `/logs?ownerId=${OWNER.id}&resource=${WEB_APP_PREVIEW_ID}&limit=5`);
      }
    }
    const { body } = await open.call('POST', `${service}/deploys`, {});
    await open.call('POST', `${service}/deploys/${body.id}/cancel`);
    for (const id of await eventsOf(open)) await open.call('GET', `/events/${id}`);
    await open.close();

    const answered = open.exchanges.filter(({ status }) => status < 300);
    expect(answered.length).toBeGreaterThan(70);
    for (const exchange of answered) {
      expect(check(exchange), `${exchange.method} ${exchange.path}`).toBeUndefined();
    }
    expect(open.exchanges.filter(({ status }) => status >= 300)).toEqual([]);
  });

  it('would find a wrong one', () => {
    const wrong = { method: 'GET', path: '/services/srv-1', query: '', status: 200, body: { id: 'srv-1' } };
    expect(check(wrong)).not.toBeUndefined();
    expect(check({ ...wrong, path: '/nothing' })).not.toBeUndefined();
  });
});
