import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Adapter, adapterFor, type OpenJira, openJira } from './harness.ts';

const MARKER = 'f81d4fae-7dec-41d0-a765-00a0c91e6bf6';
const MINUTE = 60_000;

describe('what the real adapter says when the pretend Jira refuses', () => {
  let open: OpenJira;
  let adapter: Adapter;
  beforeEach(async () => {
    open = await openJira();
    adapter = await adapterFor(open);
  });
  afterEach(() => open.close());

  it.each<[action: string, code: string, advice: RegExp]>([
    ['revoke-token', 'unauthorized', /refused Email and API token/],
    ['exhaust-rate-limit', 'rate_limited', /slow down/],
  ])('after %s everything is refused as %s', async (action, code, advice) => {
    const id = open.idOf('WEB-1');
    await open.act(action);
    for (const call of [
      adapter.test(),
      adapter.issues.get(id),
      adapter.issues.search('login', 5),
      adapter.issues.create({ title: 'New', marker: MARKER }),
      adapter.webhooks.register('http://x/', 's'),
    ]) {
      await expect(call).rejects.toMatchObject({ code, advice: expect.stringMatching(advice) });
    }
  });

  it('waits as long as the rate limit says', async () => {
    await adapter.test();
    await open.act('exhaust-rate-limit');
    open.clock.advance(10 * MINUTE);
    await expect(adapter.test()).rejects.toMatchObject({ code: 'rate_limited', delayMs: 50 * MINUTE });
    open.clock.advance(50 * MINUTE);
    await adapter.test();
  });

  it('cannot register a webhook for an account that is no administrator, and says so', async () => {
    await open.act('demote-account');
    await expect(adapter.webhooks.register('http://127.0.0.1:9/', 's')).rejects.toMatchObject({
      code: 'forbidden',
      advice: expect.stringContaining('administrators'),
    });
  });
});
