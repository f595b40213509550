import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { OpenAPIBackend } from 'openapi-backend';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Exchange } from '../serve.ts';
import { API, adapterFor, changesOf, HOOKS, openJira } from './harness.ts';

const ROOT = process.env.CONTRACTS_DIR ?? resolve(import.meta.dirname, '../../../../../shared/contracts');
const SPEC = join(ROOT, 'openapi/jira.json');

describe.skipIf(!existsSync(SPEC))("the vendor's spec (skipped where CONTRACTS_DIR has none)", () => {
  let problemsOf: (exchange: Exchange) => unknown;
  beforeAll(async () => {
    problemsOf = await openSpec();
  });

  it('fits every answer', async () => {
    const open = await openJira();
    const adapter = await adapterFor(open);
    await adapter.test();
    const draft = { title: 'New', marker: 'm', description: '# A\n\n- b', labels: ['bug'] };
    const made = await adapter.issues.create({ ...draft, status: 'doing' });
    await adapter.issues.findByMarker({ title: 'New', marker: 'm' }, open.clock.now());
    await adapter.issues.update(made.externalId, { status: 'done', title: 'Old' });
    await adapter.issues.search('WEB-2', 5);
    await changesOf(adapter);
    const path = `${API}/issue/OPS-1`;
    await open.call('GET', path);
    await open.call('GET', `${path}/transitions?expand=transitions.fields`);
    await open.close();
    expect(open.exchanges.filter(({ path: asked }) => asked.startsWith(HOOKS))).toEqual([]);
    expect(open.exchanges.length).toBeGreaterThan(12);
    for (const exchange of open.exchanges) {
      expect(problemsOf(exchange), `${exchange.method} ${exchange.path}`).toBeUndefined();
    }
    expect(open.exchanges.filter(({ status }) => status >= 300 && status !== 404)).toEqual([]);
  });

  it('has something against an answer that lacks a field, or has one of another type', () => {
    const wrong = [
      { method: 'GET', path: `${API}/issue/WEB-1`, query: '', status: 200, body: { id: 1, fields: [] } },
      { method: 'GET', path: `${API}/myself`, query: '', status: 200, body: { active: 'yes' } },
      { method: 'GET', path: `${API}/nothing`, query: '', status: 200, body: {} },
    ];
    for (const exchange of wrong) expect(problemsOf(exchange), exchange.path).toBeDefined();
  });
});

/** What Jira sends though its specification has no word of it. */
const BEYOND = 'untranslatedName';

async function openSpec(): Promise<(exchange: Exchange) => unknown> {
  const definition = JSON.parse(readFileSync(SPEC, 'utf8'));
  const api = new OpenAPIBackend({
    definition,
    quick: true,
    ajvOpts: { strict: false, validateFormats: false },
  });
  await api.init();
  return ({ method, path, query, status, body }) => {
    const operation = api.matchOperation({ method, path, query, headers: {} });
    if (!operation) return `no operation ${method} ${path} in the spec`;
    if (status === 404) return undefined;
    const errors = api.validateResponse(body, operation, status).errors ?? [];
    const serious = errors.filter(({ params }) => params.additionalProperty !== BEYOND);
    return serious.length > 0 ? serious : undefined;
  };
}
