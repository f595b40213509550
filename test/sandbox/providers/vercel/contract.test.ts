import { beforeAll, describe, expect, it } from 'vitest';
import { TEAM } from '../../../../src/sandbox/providers/vercel/account.ts';
import { type Check, hasContract, openContract } from './contract.ts';
import { openVercel, order } from './harness.ts';

describe.skipIf(!hasContract)("the vendor's spec (skipped where CONTRACTS_DIR has none)", () => {
  let check: Check;
  beforeAll(async () => {
    check = await openContract();
  });

  it('fits every answer', async () => {
    const open = await openVercel();
    const team = `teamId=${TEAM.id}`;
    await open.call('GET', `/v2/user`);
    await open.call('GET', `/v2/teams`);
    await open.call('GET', `/v10/projects?${team}`);
    await open.call('GET', `/v9/projects/web-app?${team}`);
    const webhook = await open.call('POST', `/v1/webhooks?${team}`, {
      url: 'http://127.0.0.1:9/hook',
      events: ['deployment.ready'],
    });
    await open.call('GET', `/v1/webhooks?${team}`);
    await open.call('GET', `/v1/webhooks/${webhook.body.id}?${team}`);

    await open.vercel.act('break-branch', 'web-app:fix/typo', { failure: 'never starts' });
    for (const branch of ['main', 'feature/search', 'feature/broken', 'fix/typo', 'brand-new']) {
      const { body } = await open.call('POST', `/v13/deployments?${team}&forceNew=1`, order(branch));
      for (const ms of [0, 1_000, 1_000, 4_000]) {
        open.clock.advance(ms);
        await open.call('GET', `/v13/deployments/${body.id}?${team}`);
        await open.call('GET', `/v3/deployments/${body.id}/events?${team}&limit=-1`);
        await open.call('GET', `/v6/deployments?${team}&limit=100`);
      }
      await open.call('DELETE', `/v13/deployments/${body.id}?${team}`);
    }
    const { body } = await open.call('POST', `/v13/deployments?${team}&forceNew=1`, order('feature/login'));
    await open.call('PATCH', `/v12/deployments/${body.id}/cancel?${team}`);
    await open.close();

    const answered = open.exchanges.filter(({ status }) => status === 200);
    expect(answered.length).toBeGreaterThan(70);
    for (const exchange of answered) {
      expect(check(exchange), `${exchange.method} ${exchange.path}`).toBeUndefined();
    }
    expect(open.exchanges.filter(({ status }) => status !== 200)).toEqual([]);
  });

  it('has something against an answer that lacks a field', () => {
    const answer = { method: 'GET', path: '/v2/user', query: '', status: 200, body: { user: { id: 'a' } } };
    expect(check(answer)).toBeDefined();
  });
});
