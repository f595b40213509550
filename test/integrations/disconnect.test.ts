import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../../src/governance/gate.ts';
import { ProviderError } from '../../src/integrations/errors.ts';
import { listRunnerEvents } from '../../src/store/runner-events.ts';
import { ADMIN, type IntakeWorld, openIntakeWorld, TYPED } from './intake-world.ts';

let world: IntakeWorld;
beforeEach(async () => {
  world = await openIntakeWorld();
  await world.configuration.configure(ADMIN, 'vercel', TYPED);
});
afterEach(() => world.close());

const settings = () => world.settings.read('T1');

describe('disconnecting', () => {
  it('forgets the credentials, removes the webhook and keeps a record', async () => {
    expect(await world.disconnect.disconnect(ADMIN, 'vercel')).toEqual({ webhook: 'removed' });
    expect((await settings()).integrations).toEqual([]);
    expect(JSON.stringify(await settings())).not.toContain('v1.');
    expect(world.vendor.registrations.size).toBe(0);
    const [event] = await listRunnerEvents(world.database.db, 'T1', { limit: 1 });
    expect(event?.action).toBe('integration.disconnected');
  });

  it('is done even where the vendor takes the old credentials no more, and says what is left', async () => {
    world.vendor.failRemove = new ProviderError('unauthorized', 'The token was refused.');
    expect(await world.disconnect.disconnect(ADMIN, 'vercel')).toEqual({ webhook: 'still_there' });
    expect((await settings()).integrations).toEqual([]);
  });

  it('leaves alone a webhook that a person set up', async () => {
    await world.settings.update('T1', ({ integrations: [integration] }) => {
      delete integration?.webhook;
    });
    expect(await world.disconnect.disconnect(ADMIN, 'vercel')).toEqual({ webhook: 'none' });
  });

  it('can be undone: configured again it is the integration that links and previews know', async () => {
    const [before] = (await settings()).integrations;
    await world.disconnect.disconnect(ADMIN, 'vercel');
    await world.configuration.configure(ADMIN, 'vercel', TYPED);
    expect((await settings()).integrations.map(({ id }) => id)).toEqual([before?.id]);
  });

  it('works though the policy has meanwhile taken the provider off its list', async () => {
    world.policy.integrations.integrations_allowed = ['jira'];
    await expect(world.disconnect.disconnect(ADMIN, 'vercel')).resolves.toBeDefined();
  });

  it('is for admins, and for what is configured', async () => {
    const member = { ...ADMIN, role: 'member' } as const;
    await expect(world.disconnect.disconnect(member, 'vercel')).rejects.toMatchObject({ rule: 'roles' });
    expect((await settings()).integrations).toHaveLength(1);
    await expect(world.disconnect.requireMay(ADMIN, 'netlify')).rejects.toThrow(Refusal);
  });
});
