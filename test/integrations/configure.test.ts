import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../../src/governance/gate.ts';
import { ProviderError } from '../../src/integrations/errors.ts';
import { listRunnerEvents } from '../../src/store/runner-events.ts';
import { ADMIN, type IntakeWorld, openIntakeWorld, TYPED } from './intake-world.ts';

let world: IntakeWorld;
beforeEach(async () => {
  world = await openIntakeWorld();
});
afterEach(() => world.close());

const INTEGRATION = {
  id: 'int-n',
  provider: 'netlify',
  fields: {},
  credentials: {},
  configuredBy: 'U2',
  configuredAt: '2026-01-05T10:00:00.000Z',
};

async function saved() {
  return (await world.settings.read('T1')).integrations;
}

describe('configure', () => {
  it('tests, registers and saves, with every secret sealed', async () => {
    const { webhook } = await world.configuration.configure(ADMIN, 'vercel', TYPED);
    const [integration] = await saved();
    expect(webhook.registered?.externalId).toBe(integration?.webhook?.externalId);
    expect(integration?.fields).toEqual({ project_name: 'web-app' });
    expect(JSON.stringify(integration)).not.toContain(TYPED.token);
    expect(JSON.stringify(integration)).not.toContain('secret-of');
    const events = await listRunnerEvents(world.database.db, 'T1', { limit: 10 });
    expect(events.map(({ action }) => action)).toEqual(['integration.configured']);
  });

  it('saves nothing where the test fails', async () => {
    world.vendor.failTest = new ProviderError('unauthorized', 'The token was refused.');
    await expect(world.configuration.configure(ADMIN, 'vercel', TYPED)).rejects.toThrow(ProviderError);
    expect(await saved()).toEqual([]);
    expect(world.vendor.registrations.size).toBe(0);
  });

  it('keeps the saved token where none is typed, and takes away the registration it replaces', async () => {
    await world.configuration.configure(ADMIN, 'vercel', TYPED);
    await world.configuration.configure(ADMIN, 'vercel', { ...TYPED, token: '', project_name: 'docs' });
    const [integration, ...others] = await saved();
    expect(others).toEqual([]);
    expect(world.connections.openValues('T1', integration!)).toEqual({
      token: TYPED.token,
      project_name: 'docs',
    });
    expect([...world.vendor.registrations.keys()]).toEqual([integration?.webhook?.externalId]);
  });

  it('keeps a webhook and its secret where no new one could be registered', async () => {
    await world.configuration.configure(ADMIN, 'vercel', TYPED);
    const [before] = await saved();
    world.vendor.failRegister = new ProviderError('forbidden', 'The plan has no webhooks.');
    const { webhook } = await world.configuration.configure(ADMIN, 'vercel', TYPED);
    expect(webhook.problem).toBe('The plan has no webhooks.');
    expect((await saved())[0]?.webhook).toEqual(before?.webhook);
    await world.configurationWith(undefined).configure(ADMIN, 'vercel', TYPED);
    expect((await saved())[0]?.webhook).toEqual(before?.webhook);
  });

  it('is one integration, even when two people configure at the same moment', async () => {
    const both = [0, 1].map(() => world.configuration.configure(ADMIN, 'vercel', TYPED));
    const outcomes = await Promise.allSettled(both);
    expect(await saved()).toHaveLength(1);
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused.every(({ reason }) => reason instanceof Refusal)).toBe(true);
  });

  it('lets a token be typed anew where the old one no longer opens', async () => {
    await world.configuration.configure(ADMIN, 'vercel', TYPED);
    await world.settings.update('T1', ({ integrations }) => {
      integrations[0]!.credentials.token = 'v1.00000000.AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA';
    });
    await expect(world.configuration.check(ADMIN, 'vercel', { ...TYPED, token: '' })).rejects.toThrow();
    expect((await world.configuration.check(ADMIN, 'vercel', TYPED)).ok).toBe(true);
  });

  it('adds no more than the policy lets a project have, and changes what is there', async () => {
    world.policy.integrations.max_integrations_per_project = 1;
    await world.configuration.configure(ADMIN, 'vercel', TYPED);
    await world.configuration.configure(ADMIN, 'vercel', { ...TYPED, project_name: 'docs' });
    const rule = 'integrations.max_integrations_per_project';
    await expect(world.configuration.check(ADMIN, 'netlify', {})).rejects.toMatchObject({ rule });
    expect((await saved()).map(({ fields }) => fields.project_name)).toEqual(['docs']);
  });

  it('holds to that where the last place was taken during the test of the connection', async () => {
    world.policy.integrations.max_integrations_per_project = 1;
    world.vendor.duringTest = () =>
      world.settings.update('T1', (draft) => {
        draft.integrations.push({ ...INTEGRATION, projectId: draft.projects[0]!.id });
      });
    const rule = 'integrations.max_integrations_per_project';
    await expect(world.configuration.configure(ADMIN, 'vercel', TYPED)).rejects.toMatchObject({ rule });
    expect((await saved()).map(({ provider }) => provider)).toEqual(['netlify']);
    const [denied] = await listRunnerEvents(world.database.db, 'T1', { limit: 1 });
    expect(denied).toMatchObject({ action: 'policy.denied' });
  });

  it('is for admins', async () => {
    const member = { ...ADMIN, role: 'member' } as const;
    await expect(world.configuration.configure(member, 'vercel', TYPED)).rejects.toThrow(Refusal);
    const [denied] = await listRunnerEvents(world.database.db, 'T1', { limit: 1 });
    expect(denied).toMatchObject({ action: 'policy.denied', actor: 'U1' });
  });
});
