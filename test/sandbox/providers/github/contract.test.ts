import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { OpenAPIBackend } from 'openapi-backend';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Exchange } from '../serve.ts';
import { adapterFor, openGitHub } from './harness.ts';

const ROOT = process.env.CONTRACTS_DIR ?? resolve(import.meta.dirname, '../../../../../shared/contracts');
const SPEC = join(ROOT, 'openapi/github.json');
const REPO = '/repos/acme/web-app';

/** Not in the excerpt of the specification. */
const BEYOND = ['/search/issues', '/git/matching-refs/', '/statuses/'];

describe.skipIf(!existsSync(SPEC))("the vendor's spec (skipped where CONTRACTS_DIR has none)", () => {
  let problemsOf: (exchange: Exchange) => unknown;
  beforeAll(async () => {
    problemsOf = await openSpec();
  });

  it('fits every answer', async () => {
    const open = await openGitHub();
    const { test: check, issues, repository, webhooks } = await adapterFor(open);
    await check();
    const hook = await webhooks.register('http://127.0.0.1:9/hook', 's');
    await open.call('GET', `${REPO}/hooks/${hook.id}`);
    const made = await issues.create({
      title: 'New',
      marker: 'm',
      labels: ['bug'],
      assignee: 'dee',
      status: 'doing',
    });
    await issues.update(made.externalId, { status: 'done' });
    await issues.get(made.externalId);
    await open.act('merge-pull-request', '7');
    await open.act('open-fork-pull-request', undefined, { title: 'A gift', branch: 'patch-1' });
    for await (const _page of issues.changedSince(undefined));
    const [branch] = await repository.branches('feature/login', 1);
    const preview = { commitSha: branch?.commitSha ?? '', environment: 'preview/login' } as const;
    await repository.setDeployment({ ...preview, state: 'in_progress' });
    await repository.setDeployment({ ...preview, state: 'success', url: 'https://login.acme.example' });
    await repository.setPullRequestComment({ number: 7, marker: 'm', body: 'Building' });
    await repository.setPullRequestComment({ number: 7, marker: 'm', body: 'Ready' });
    await open.call('GET', `${REPO}/pulls?state=all`);
    await open.call('GET', `${REPO}/pulls/7`);
    await open.call('GET', `${REPO}/deployments`);
    await webhooks.remove(hook.id);
    await open.close();

    const answered = open.exchanges.filter(
      ({ status, path }) => status < 300 && !BEYOND.some((part) => path.startsWith(`${REPO}${part}`)),
    );
    expect(answered.length).toBeGreaterThan(20);
    for (const exchange of answered) {
      expect(problemsOf(exchange), `${exchange.method} ${exchange.path}`).toBeUndefined();
    }
    expect(open.exchanges.filter(({ status }) => status >= 300)).toEqual([]);
  });

  it('has something against an answer that lacks a field', () => {
    const answer = { method: 'GET', path: `${REPO}/issues/1`, query: '', status: 200, body: { id: 1 } };
    expect(problemsOf(answer)).toBeDefined();
  });
});

/** The specification's `oneOf`s overlap, so that GitHub's own answers break them: they are read as `anyOf`; a nullable enum means null too. */
async function openSpec(): Promise<(exchange: Exchange) => unknown> {
  const definition = JSON.parse(readFileSync(SPEC, 'utf8'), (key, value) => {
    if (key === 'oneOf' || typeof value !== 'object' || value === null) return value;
    const { oneOf, ...schema } = value;
    if (Array.isArray(oneOf)) return { ...schema, anyOf: oneOf };
    if (value.nullable === true && Array.isArray(value.enum))
      return { ...value, enum: [...value.enum, null] };
    return value;
  });
  const api = new OpenAPIBackend({ definition, quick: true, ajvOpts: { strict: false } });
  await api.init();
  return ({ method, path, query, status, body }) => {
    const operation = api.matchOperation({ method, path, query, headers: {} });
    if (!operation) return `no operation ${method} ${path} in the spec`;
    return api.validateResponse(body, operation, status).errors ?? undefined;
  };
}
