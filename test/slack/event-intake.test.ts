import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEventIntake } from '../../src/slack/event-intake.ts';
import { until } from '../support/until.ts';
import { ADA, BOT, DEE, DEPLOYS, openSlackWorld, type SlackWorld, TEAM } from './slack-world.ts';

let world: SlackWorld;
let ts = '';
beforeEach(async () => {
  world = await openSlackWorld();
  await world.slack.act('message', { as: DEE, channel: DEPLOYS, text: 'a thread' });
  ts = world.messages()[0]?.ts ?? '';
});
afterEach(() => world.close());

const mention = (text: string) => ({
  type: 'app_mention',
  channel: DEPLOYS,
  user: ADA,
  text: `<@${BOT}> ${text}`,
  ts,
  event_ts: ts,
});
const bodyOf = (event: object, eventId = 'Ev1') => ({
  type: 'event_callback',
  team_id: TEAM,
  event_id: eventId,
  event,
});
const answers = () =>
  world
    .messages()
    .filter(({ user }) => user === BOT)
    .map(({ text }) => text);

describe('an event of Slack’s', () => {
  it('promise 5: is acted on once, however often Slack sends it', async () => {
    await world.send(mention('previews'), 'Ev1');
    await world.send(mention('previews'), 'Ev1');
    await world.send(mention('status'), 'Ev2');
    await until(() => answers().some((text) => text.includes('Queue:')));
    expect(answers().filter((text) => text.includes('no previews yet'))).toHaveLength(1);
  });

  it('promise 4: is durable before it is acknowledged', async () => {
    const stored: string[] = [];
    const keep = createEventIntake({
      database: world.house.database,
      queue: { enqueue: async (_transaction, job) => void stored.push(job.key) },
      now: world.house.rooms.now,
    });
    const seen: { jobs: number; rows: number }[] = [];
    const rows = () => world.house.database.db.selectFrom('slack_events').selectAll().execute();
    const ack = async () => void seen.push({ jobs: stored.length, rows: (await rows()).length });
    expect(await keep({ body: bodyOf(mention('previews')), ack })).toBe(true);
    expect(seen).toEqual([{ jobs: 1, rows: 1 }]);
  });

  it('promise 11: is not acknowledged where it cannot be stored', async () => {
    const full = createEventIntake({
      database: world.house.database,
      queue: {
        async enqueue() {
          throw new Error('disk is full');
        },
      },
      now: world.house.rooms.now,
    });
    const acknowledged: true[] = [];
    const ack = async () => void acknowledged.push(true);
    await expect(full({ body: bodyOf(mention('previews')), ack })).rejects.toThrow('disk is full');
    expect(acknowledged).toEqual([]);
    // Nor is it taken for known when Slack sends it again.
    await world.send(mention('previews'), 'Ev1');
    await until(() => answers().length === 1);
  });

  it('that was cut off by a restart is not done twice: whoever asked is told, in the thread', async () => {
    await world.send(mention('previews'), 'Ev1');
    await until(() => answers().length === 1);
    await world.handleEvent({ eventId: 'Ev1', body: bodyOf(mention('previews')) });
    expect(answers().at(-1)).toContain('was restarted while it worked on this');
    expect(world.messages().at(-1)?.threadTs).toBe(ts);
  });

  it('is forgotten after a day', async () => {
    const { db } = world.house.database;
    await world.send(mention('previews'), 'Ev1');
    await db.updateTable('slack_events').set({ received_at: '2026-01-01T00:00:00.000Z' }).execute();
    await world.send(mention('previews'), 'Ev2');
    const known = await db.selectFrom('slack_events').select('event_id').execute();
    expect(known).toEqual([{ event_id: 'Ev2' }]);
  });

  it('that only draws the Home tab is not kept', async () => {
    await world.send({ type: 'app_home_opened', tab: 'home', user: ADA, channel: 'D1' });
    await until(() => world.home());
    expect(await world.house.database.db.selectFrom('slack_events').selectAll().execute()).toEqual([]);
  });
});
