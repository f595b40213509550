import { afterEach, describe, expect, it } from 'vitest';
import { until } from '../../support/until.ts';
import { ADA, BOT, DEE, DEPLOYS, openSlackWorld, type SlackWorld, TEAM } from '../slack-world.ts';

const GENERAL = 'C01GENERAL1';

let world: SlackWorld;
afterEach(() => world.close());

const stored = async () => (await world.house.settings.read(TEAM)).subscriptions;
const told = (words: string, channel = DEPLOYS, as = ADA) =>
  until(() => world.messages(channel, as).find(({ text }) => text.includes(words)));

describe('a subscription', () => {
  it('is proven by a message to the channel, and goes by the clock of whoever made it', async () => {
    world = await openSlackWorld();
    await world.type('subscribe all --quiet 22:00-07:00', DEPLOYS, DEE);
    await told('This channel is subscribed', DEPLOYS, DEE);
    const proof = await told('From now on this channel hears of `all`', DEPLOYS, ADA);
    expect(proof).toMatchObject({ user: BOT });
    expect(proof.ephemeral).toBeFalsy();
    expect(await stored()).toMatchObject([
      { channel: DEPLOYS, createdBy: DEE, timeZone: 'America/New_York', events: ['all'] },
    ]);
  });

  it('may be asked for in a mention as well', async () => {
    world = await openSlackWorld();
    await world.slack.act('message', {
      as: ADA,
      channel: DEPLOYS,
      text: '@BuildRunner subscribe issues --digest 18:00',
    });
    await told('From now on this channel hears of `issues`');
    expect(await until(async () => (await stored())[0])).toMatchObject({ timeZone: 'Europe/Berlin' });
  });

  it('waits where the bot is not, and says how it gets there', async () => {
    world = await openSlackWorld();
    await world.type('subscribe all', GENERAL);
    const { text } = await told('nothing can be told yet', GENERAL);
    expect(text).toContain('/invite @BuildRunner');
    expect(await stored()).toMatchObject([{ paused: { reason: 'not_in_channel' } }]);
  });

  it.each([
    ['is_archived', 'The channel has been archived'],
    ['restricted_action', 'does not let apps post'],
  ])('waits where Slack says %s', async (error, advice) => {
    world = await openSlackWorld();
    world.slack.failNext('chat.postMessage', { error });
    await world.type('subscribe all');
    expect((await told('nothing can be told yet')).text).toContain(advice);
    expect(await stored()).toMatchObject([{ paused: { reason: error } }]);
  });

  it.each([
    [{ error: 'invalid_auth' }, 'Nothing can be posted. The app’s token is not valid'],
    [{ retryAfter: 7 }, 'Slack takes no more messages there for 7 s'],
    [{ status: 503 }, 'The log knows more under'],
  ])('is not made where %j', async (failure, words) => {
    world = await openSlackWorld();
    // However often it is waited for.
    world.slack.failNext('chat.postMessage', failure, 'retryAfter' in failure ? 6 : 1);
    await world.type('subscribe all');
    await told(words);
    expect(await stored()).toEqual([]);
  });
});

it('is made once Slack takes messages again', async () => {
  world = await openSlackWorld();
  world.slack.failNext('chat.postMessage', { retryAfter: 7 });
  await world.type('subscribe all');
  await told('This channel is subscribed');
  expect(await stored()).toHaveLength(1);
});

describe('a paused subscription', () => {
  const invite = (as = DEE) =>
    world.slack.act('command', { as, channel: GENERAL, command: '/invite', text: '@BuildRunner' });
  const isGoing = () => until(async () => (await stored()).every(({ paused }) => paused === undefined));

  it('goes on by itself when the bot is invited, and the channel is told', async () => {
    world = await openSlackWorld();
    await world.type('subscribe all', GENERAL);
    await told('nothing can be told yet', GENERAL);
    await invite();
    await isGoing();
    await told('From now on this channel hears of `all`', GENERAL);
    expect(await stored()).toMatchObject([{ resumedAt: expect.any(String) }]);
  });

  it('is not woken by anyone else who comes', async () => {
    world = await openSlackWorld();
    await world.type('subscribe all', GENERAL);
    await told('nothing can be told yet', GENERAL);
    await world.send({ type: 'member_joined_channel', user: ADA, channel: GENERAL });
    await world.type('subscriptions', GENERAL);
    await told('This channel hears of:', GENERAL);
    expect(await stored()).toMatchObject([{ paused: { reason: 'not_in_channel' } }]);
  });

  it('goes on though the channel cannot be told that it does', async () => {
    world = await openSlackWorld();
    await world.type('subscribe all', GENERAL);
    await told('nothing can be told yet', GENERAL);
    world.slack.failNext('chat.postMessage', { status: 503 });
    await invite();
    await isGoing();
  });

  it('goes on by its button in Home, once there is nothing in its way', async () => {
    world = await openSlackWorld();
    await world.type('subscribe all', GENERAL);
    await told('nothing can be told yet', GENERAL);
    await world.slack.act('home', { as: ADA });
    const { id: viewId, blocks } = await until(() => world.home());
    expect(JSON.stringify(blocks)).toContain('*Paused*');
    await world.press({ viewId }, blocks, 'subscription:resume');
    const direct = (words: string) =>
      until(() => world.directMessages().find(({ text }) => text.includes(words)));
    await direct('It cannot go on yet. BuildRunner is not in this channel');
    expect(await stored()).toMatchObject([{ paused: { reason: 'not_in_channel' } }]);
    const { channels } = world.slack.snapshot(ADA);
    expect(channels.some(({ id }) => id === GENERAL)).toBe(true);
    await invite();
    await isGoing();
    await world.press({ viewId }, blocks, 'subscription:resume');
    await direct('Nothing is paused there');
  });

  it('goes on by its button in the list', async () => {
    world = await openSlackWorld();
    world.slack.failNext('chat.postMessage', { error: 'is_archived' });
    await world.type('subscribe all');
    await told('nothing can be told yet');
    await world.type('subscriptions');
    const { ts, blocks } = await told('This channel hears of:');
    await world.press({ messageTs: ts, channel: DEPLOYS }, blocks, 'subscription:resume');
    await told('is told again');
    await isGoing();
  });
});
