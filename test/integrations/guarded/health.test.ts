import { afterEach, expect, it } from 'vitest';
import { CALLER, openGuardedWorld, typedFor } from './guarded-world.ts';

let world: Awaited<ReturnType<typeof openGuardedWorld>>;
afterEach(() => world.close());

it('notices that a vendor does not take the credentials, and that it does again', async () => {
  let status = 401;
  world = await openGuardedWorld((_request, response) => response.writeHead(status).end());
  const { connections, signs } = world.foundation;
  const caller = { ...CALLER, provider: 'netlify' };
  const { values } = typedFor(world.manifests.get('netlify')!);
  const call = () =>
    connections.withValues(caller, { values, statusOverrides: {} }, async ({ webhooks }) => {
      await webhooks?.remove('hook-1');
    });
  await expect(call()).rejects.toMatchObject({ code: 'unauthorized' });
  expect(signs.of(caller)).toMatchObject({
    refusals: 3,
    acceptedAt: undefined,
    answeredAt: expect.any(String),
  });
  status = 204;
  await call();
  expect(signs.of(caller)).toMatchObject({ refusals: 0, acceptedAt: expect.any(String) });
});
