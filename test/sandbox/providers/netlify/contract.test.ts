import { type Document, OpenAPIBackend } from 'openapi-backend';
import { beforeAll, describe, expect, it } from 'vitest';
import { SITE } from '../../../../src/sandbox/providers/netlify/account.ts';
import { contractFile } from '../../../contracts/contract.ts';
import { readSwagger } from '../../../integrations/netlify/swagger.ts';
import type { Exchange } from '../serve.ts';
import { openNetlify } from './harness.ts';

const { path, absent } = contractFile('netlify.json');

describe.skipIf(absent)(`the vendor's specification${absent ? ` (skipped: ${absent})` : ''}`, () => {
  let check: (exchange: Exchange) => unknown;
  beforeAll(async () => {
    const api = new OpenAPIBackend({
      definition: nullable(readSwagger(path)) as Document,
      quick: true,
      ajvOpts: { strict: false },
    });
    await api.init();
    check = ({ method, path, query, status, body }) => {
      const operation = api.matchOperation({ method, path, query, headers: {} });
      if (!operation) return `no operation ${method} ${path} in the specification`;
      return api.validateResponse(body, operation, status).errors ?? undefined;
    };
  });

  it('fits every answer', async () => {
    const open = await openNetlify();
    await open.call('GET', `/sites/${SITE.id}`);
    await open.act('break-branch', 'fix/typo', { failure: 'never starts' });
    for (const branch of ['main', 'feature/search', 'feature/broken', 'fix/typo', 'brand-new']) {
      const { body } = await open.call('POST', `/sites/${SITE.id}/builds?branch=${branch}&title=t`);
      for (const ms of [0, 1_000, 1_000, 4_000]) {
        open.clock.advance(ms);
        await open.call('GET', `/deploys/${body.deploy_id}`);
        await open.call('GET', `/sites/${SITE.id}/deploys/${body.deploy_id}`);
        await open.call('GET', `/sites/${SITE.id}/deploys?per_page=100`);
      }
    }
    const { body: build } = await open.call('POST', `/sites/${SITE.id}/builds?branch=feature/login`);
    await open.call('POST', `/deploys/${build.deploy_id}/cancel`);
    const { body: site } = await open.call('GET', `/sites/${SITE.id}`);
    await open.call('POST', `/deploys/${site.published_deploy.id}/lock`);
    await open.call('POST', `/deploys/${site.published_deploy.id}/unlock`);
    const { body: hook } = await open.call('POST', `/hooks?site_id=${SITE.id}`, {
      type: 'url',
      event: 'deploy_failed',
      data: { url: 'http://127.0.0.1:9/hook', signature_secret: 's3cret' },
    });
    await open.call('GET', `/hooks?site_id=${SITE.id}`);
    await open.call('GET', `/hooks/${hook.id}`);
    await open.call('GET', '/hooks/types');
    await open.close();

    expect(open.exchanges.length).toBeGreaterThan(70);
    for (const exchange of open.exchanges) {
      expect(exchange.status, `${exchange.method} ${exchange.path}`).toBeLessThan(300);
      expect(check(exchange), `${exchange.method} ${exchange.path}`).toBeUndefined();
    }
  });

  it('has something against an answer with a field of another type', () => {
    const answer = { method: 'GET', path: '/deploys/5b', query: '', status: 200, body: { id: 7 } };
    expect(check(answer)).toBeDefined();
  });
});

/** Netlify's own answers hold null wherever a thing is absent, as recorded webhooks show; its specification nowhere. */
function nullable(definition: unknown): unknown {
  return JSON.parse(JSON.stringify(definition), (_key, value) =>
    typeof value === 'object' && value !== null && typeof value.type === 'string'
      ? { ...value, nullable: true }
      : value,
  );
}
