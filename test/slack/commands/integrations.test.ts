import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../../../src/governance/gate.ts';
import { ProviderError } from '../../../src/integrations/errors.ts';
import { viewErrors } from '../../../src/sandbox/slack/block-kit/view.ts';
import { configureCommand } from '../../../src/slack/commands/configure.ts';
import { createIssueCommand } from '../../../src/slack/commands/create-issue.ts';
import { disconnectCommand } from '../../../src/slack/commands/disconnect.ts';
import { statusCommand } from '../../../src/slack/commands/status.ts';
import { testCommand } from '../../../src/slack/commands/test.ts';
import { call } from '../command-call.ts';
import { type House, openHouse } from '../house.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

describe('configure', () => {
  const run = (...given: [text?: string, options?: Parameters<typeof call>[2]]) =>
    call(configureCommand(house.rooms), ...given);

  it.each(['vercel', 'Vercel', 'netlify', 'render', 'github'])('opens the form of %s', async (name) => {
    const { modals, said } = await run(name);
    expect(modals.flatMap((view) => viewErrors(view, 'modal'))).toEqual([]);
    expect(modals[0]?.title.text.toLowerCase()).toBe(`configure ${name.toLowerCase()}`);
    expect(said).toEqual([]);
  });

  it('offers to tell of news where it was typed, but in no direct message', async () => {
    const [inChannel] = (await run('vercel', { channel: 'C1' })).modals;
    expect(JSON.stringify(inChannel)).toContain('"initial_conversation":"C1"');
    const [inDirectMessage] = (await run('vercel', { channel: 'D1' })).modals;
    expect(JSON.stringify(inDirectMessage)).not.toContain('initial_conversation');
  });

  it('says “Change” where it is configured already', async () => {
    await house.connect('vercel');
    expect((await run('vercel')).modals[0]?.title.text).toBe('Change Vercel');
  });

  it('gives a button after a mention, where no modal can be opened', async () => {
    const { last, modals } = await run('vercel', { asMention: true });
    expect(last).toContain('"action_id":"integration:configure"');
    expect(modals).toEqual([]);
  });

  it.each([
    ['', 'Say which provider: '],
    ['bitbucket', 'There is no provider “bitbucket”; there is: '],
    ['x'.repeat(500), 'There is no provider “xxx'],
  ])('refuses %j', async (text, reason) => {
    await expect(run(text)).rejects.toThrow(Refusal);
    await expect(run(text)).rejects.toThrow(reason);
  });

  it.each([true, false])('is for admins alone (after a mention: %s)', async (asMention) => {
    await expect(run('vercel', { role: 'deployer', asMention })).rejects.toMatchObject({ rule: 'roles' });
  });
});

describe('disconnect', () => {
  it('says first what it means, and asks once more', async () => {
    await house.connect('vercel');
    const { last } = await call(disconnectCommand(house.rooms), 'vercel');
    expect(last).toContain('Links, previews and history stay');
    expect(last).toMatch(/"action_id":"integration:disconnect".*"confirm":/);
    expect((await house.settings.read('T1')).integrations).toHaveLength(1);
  });

  it('refuses what is not configured', async () => {
    await expect(call(disconnectCommand(house.rooms), 'vercel')).rejects.toThrow('nothing to disconnect');
  });
});

describe('create-issue', () => {
  it('opens the form with the title that was typed', async () => {
    await house.connect('github');
    const { modals } = await call(createIssueCommand(house.rooms), 'Users can reset their password');
    expect(modals.flatMap((view) => viewErrors(view, 'modal'))).toEqual([]);
    expect(JSON.stringify(modals[0])).toContain('"initial_value":"Users can reset their password"');
  });

  it('gives a button after a mention, which keeps the title', async () => {
    await house.connect('github');
    const { last, modals } = await call(createIssueCommand(house.rooms), 'Login', { asMention: true });
    expect(last).toMatch(/"action_id":"issue:create-form".*"value":"Login"/);
    expect(modals).toEqual([]);
  });

  it('says how to connect a tracker where there is none', async () => {
    await expect(call(createIssueCommand(house.rooms))).rejects.toThrow('/buildrunner configure');
  });
});

describe('test', () => {
  const run = (...given: [text?: string, options?: Parameters<typeof call>[2]]) =>
    call(testCommand(house.rooms), ...given);

  it('says at once that it tests, and then what the vendor told', async () => {
    await house.connect('vercel');
    const details = [{ title: 'Recent deployments', items: ['feature/login', 'main'] }];
    house.vendors.report = { summary: 'As <ada>.', details };
    const { said, last } = await run('vercel');
    expect(said[0]).toBe('Testing the connection to Vercel …');
    expect(last).toContain('Vercel: Connection successful. As &lt;ada&gt;.');
    expect(last).toContain('• feature/login');
  });

  it('counts what does not fit of a long report', async () => {
    await house.connect('vercel');
    const items = Array.from({ length: 200 }, (_, index) => `a deployment with a long name, number ${index}`);
    house.vendors.report = { summary: 'Connected.', details: [{ title: 'Recent deployments', items }] };
    expect((await run('vercel')).last).toMatch(/… and \d+ more/);
  });

  it('passes on why the vendor refuses', async () => {
    await house.connect('vercel');
    house.vendors.report = new ProviderError('unauthorized', 'The token was refused.');
    await expect(run('vercel')).rejects.toThrow(house.vendors.report);
  });

  it('refuses where nothing is configured, and says how to begin', async () => {
    await expect(run('vercel')).rejects.toThrow('/buildrunner configure vercel');
  });

  it('is for members', async () => {
    await house.connect('vercel');
    await expect(run('vercel', { role: 'viewer' })).rejects.toMatchObject({ rule: 'roles' });
  });
});

describe('status', () => {
  const run = () => call(statusCommand(house.rooms.status), '', { role: 'viewer' });

  it('shows every provider there is, with the queue', async () => {
    await house.connect('vercel');
    const { last } = await run();
    expect(last).toContain('*Vercel* · :large_green_circle: healthy');
    expect(last).toContain('*GitHub* · :white_circle: not configured');
    expect(last).toContain('Queue: 0 waiting, 0 running, 0 dead letters');
  });

  it('shows why an integration fails', async () => {
    await house.connect('vercel');
    house.vendors.report = new ProviderError('unauthorized', 'The <token> was refused.');
    await expect(call(testCommand(house.rooms), 'vercel')).rejects.toThrow(ProviderError);
    expect((await run()).last).toContain('The &lt;token&gt; was refused.');
  });
});
