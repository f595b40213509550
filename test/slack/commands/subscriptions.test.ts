import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../../../src/governance/gate.ts';
import { GrammarError } from '../../../src/slack/commands/grammar.ts';
import { subscribeCommand } from '../../../src/slack/commands/subscribe.ts';
import { subscriptionsCommand } from '../../../src/slack/commands/subscriptions.ts';
import { unsubscribeCommand } from '../../../src/slack/commands/unsubscribe.ts';
import { eventsOf } from '../../../src/store/subscription-schema.ts';
import { call } from '../command-call.ts';
import { type House, openHouse } from '../house.ts';
import { expectSound } from '../sound.ts';

let house: House;
/** Slack's word for why channels take no message, or what went wrong with asking. */
let refused: string | Error | undefined;
let probed: string[];

beforeEach(async () => {
  refused = undefined;
  probed = [];
  house = await openHouse({
    async probe(_workspaceId, subscriptions) {
      probed.push(...subscriptions.map(({ channel }) => channel));
      if (refused instanceof Error) throw refused;
      return refused;
    },
  });
});
afterEach(() => house.close());

type Options = Parameters<typeof call>[2];
const subscribe = (text: string, options?: Options) => call(subscribeCommand(house.rooms), text, options);
const unsubscribe = (text = '', options?: Options) => call(unsubscribeCommand(house.rooms), text, options);
const list = (options?: Options) => call(subscriptionsCommand(house.rooms), '', options);
const stored = async () => (await house.settings.read('T1')).subscriptions;

describe('subscribe', () => {
  it.each([
    ['all', { events: ['all'], mode: 'update' }],
    ['preview.ready, build.failed --mode flat', { events: ['preview.ready', 'build.failed'], mode: 'flat' }],
    ['Previews ISSUES issues', { events: ['previews', 'issues'] }],
    ['previews --branch "release/*"', { branch: 'release/*' }],
    ['deployments --env production --only failures', { environment: 'production', onlyFailures: true }],
    ['all --digest 9:00', { digestAt: '09:00', timeZone: 'Europe/Berlin' }],
    ['all —quiet 22:00–7:00', { quiet: { from: '22:00', until: '07:00' }, timeZone: 'Europe/Berlin' }],
  ])('%s', async (text, expected) => {
    const heard = await subscribe(text, { timeZone: 'Europe/Berlin', channel: 'C7', role: 'member' });
    heard.said.forEach(expectSound);
    expect(heard.last).toContain('This channel is subscribed');
    expect(probed).toEqual(['C7']);
    expect(await stored()).toEqual([
      expect.objectContaining({ channel: 'C7', createdBy: 'U1', ...expected }),
    ]);
  });

  it('keeps no time zone where there is no time', async () => {
    await subscribe('all', { timeZone: 'Europe/Berlin' });
    expect((await stored())[0]).not.toHaveProperty('timeZone');
  });

  it.each([
    ['', 'Say what to hear of: all, previews, deployments, issues, preview.ready'],
    ['preview.red', 'There is no event “preview.red”. Did you mean `preview.ready`?'],
    ['depoyments', 'Did you mean `deployments`?'],
    ['zzzzzzzzz', 'There is no event “zzzzzzzzz”. There is: all'],
    ['all --env staging', '`--env` does not know “staging”. There is: preview, production'],
    ['all --mode threat', 'Did you mean `thread`?'],
    ['all --only success', '`--only` does not know'],
    ['all --digest noon', 'takes a time of day, like 09:00'],
    ['all --digest 24:00', 'takes a time of day'],
    ['all --quiet 22:00', 'takes a span of time, like 22:00-07:00'],
    ['all --quiet 22:00-07:00-08:00', 'takes a span of time'],
    ['all --quiet 22:00-22:00', 'begins and ends at the same time'],
    ['all --digest 09:00 --quiet 22:00-07:00', 'nothing to be quiet about'],
    [`all --branch ${'x'.repeat(201)}`, 'at most 200 characters'],
    ['issues --branch main', 'Nothing of issues could ever pass these options'],
    ['previews --env production', 'could ever pass'],
    ['preview.ready --only failures', 'could ever pass'],
    ['all --loud', 'does not know `--loud`'],
  ])('refuses %j: %s', async (text, reason) => {
    await expect(subscribe(text)).rejects.toThrow(GrammarError);
    await expect(subscribe(text)).rejects.toThrow(reason);
    expect(probed).toEqual([]);
    expect(await stored()).toEqual([]);
  });

  it('again to the same changes how it is told, and to something else is one more', async () => {
    await subscribe('previews --branch main --mode thread');
    const [first] = await stored();
    await subscribe('build.failed preview.ready --branch main --digest 18:00');
    expect(await stored()).toEqual([
      {
        ...first,
        events: ['build.failed', 'preview.ready'],
        mode: 'update',
        digestAt: '18:00',
        timeZone: 'UTC',
      },
    ]);
    await subscribe('previews --branch main --only failures');
    await subscribe('previews --branch main', { channel: 'C2' });
    expect(await stored()).toHaveLength(3);
  });

  it('keeps what cannot be told yet, and says what to do', async () => {
    refused = 'not_in_channel';
    const { last } = await subscribe('all');
    expect(last).toContain('nothing can be told yet');
    expect(last).toContain('Type `/invite @BuildRunner` there. Then it goes on by itself.');
    expect(await stored()).toMatchObject([{ paused: { reason: 'not_in_channel' } }]);
    expect((await list()).last).toContain('*Paused*');
    refused = undefined;
    await subscribe('all');
    expect((await stored())[0]).not.toHaveProperty('paused');
    expect(await stored()).toHaveLength(1);
  });

  it('keeps nothing where Slack does not answer', async () => {
    refused = new Refusal('Slack takes no more messages there for 3 s.');
    await expect(subscribe('all')).rejects.toThrow('for 3 s');
    expect(await stored()).toEqual([]);
  });

  it('is on record, and takes a member', async () => {
    await subscribe('all');
    await subscribe('all --mode flat');
    await unsubscribe();
    const events = await house.rooms.auditLog.list(
      { workspaceId: 'T1', userId: 'U1', role: 'admin' },
      { action: 'subscription.' },
      5,
    );
    expect(events.events.map(({ action }) => action).sort()).toEqual([
      'subscription.changed',
      'subscription.created',
      'subscription.removed',
    ]);
    await expect(subscribe('all', { role: 'viewer' })).rejects.toMatchObject({ rule: 'roles' });
    await expect(unsubscribe('', { role: 'viewer' })).rejects.toMatchObject({ rule: 'roles' });
  });
});

describe('unsubscribe', () => {
  it('takes away everything, of this channel alone', async () => {
    await subscribe('all');
    await subscribe('previews --branch main');
    await subscribe('all', { channel: 'C2' });
    expect((await unsubscribe()).last).toContain('hears of nothing any more');
    expect((await stored()).map(({ channel }) => channel)).toEqual(['C2']);
  });

  it('takes some events out of groups, and leaves what is meant by the others', async () => {
    await subscribe('all');
    await subscribe('previews issues --mode thread');
    await subscribe('issues --mode flat --digest 09:00');
    const { last, said } = await unsubscribe('issues preview.ready');
    said.forEach(expectSound);
    expect(last).toContain('still hears of');
    expect((await stored()).map(({ events }) => events)).toEqual([
      ['build.failed', 'deployment.completed'],
      ['build.failed'],
    ]);
  });

  it('leaves a group whole that loses nothing', async () => {
    await subscribe('deployments issues');
    await unsubscribe('previews,issues');
    expect((await stored()).map(({ events }) => events)).toEqual([['deployments']]);
  });

  it.each([
    ['', 'hears of nothing', ''],
    ['issues', 'does not hear of issues', 'previews'],
  ])('%j refuses where there is nothing to take away: %s', async (text, reason, before) => {
    if (before) await subscribe(before);
    await expect(unsubscribe(text)).rejects.toThrow(Refusal);
    await expect(unsubscribe(text)).rejects.toThrow(reason);
  });

  it('does not understand %j', async () => {
    await expect(unsubscribe('isues')).rejects.toThrow('Did you mean `issues`?');
  });
});

describe('subscriptions', () => {
  it('says how to make one where there is none', async () => {
    expect((await list({ role: 'viewer' })).last).toContain('/buildrunner subscribe all');
  });

  it('lists those of this channel, with all that is special about them', async () => {
    await subscribe('previews --branch "a|<!channel>`b" --env preview --only failures --quiet 22:00-07:00', {
      timeZone: 'America/New_York',
    });
    await subscribe('all --digest 09:00', { timeZone: 'Europe/Berlin' });
    await subscribe('issues', { channel: 'C2' });
    const { said, last } = await list({ role: 'viewer' });
    said.forEach(expectSound);
    for (const part of [
      'failures only',
      'preview only',
      'quiet 22:00–07:00 (America/New_York)',
      'One digest a day at 09:00 (Europe/Berlin)',
    ]) {
      expect(last).toContain(part);
    }
    expect(last).not.toContain('issues');
  });

  it('shows so many that Slack takes it, and counts the others', async () => {
    for (let index = 0; index < 45; index += 1) await subscribe(`previews --branch b${index}`);
    const { said, last } = await list();
    said.forEach(expectSound);
    expect(last).toContain('… and 5 more');
  });
});

it('a channel that hears of something already is left alone by a form', async () => {
  const admin = { workspaceId: 'T1', userId: 'U1', role: 'admin' } as const;
  await house.rooms.subscriptions.ensure(admin, 'C1');
  expect(await house.rooms.subscriptions.ensure(admin, 'C1')).toBeUndefined();
  expect(probed).toEqual(['C1']);
  const [subscription] = await stored();
  expect(eventsOf(subscription?.events ?? [])).toContain('deployment.completed');
});
