import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../../support/until.ts';
import {
  ADA,
  ADAS_DIRECT_MESSAGE,
  BOT,
  DEE,
  DEPLOYS,
  openSlackWorld,
  type SlackWorld,
} from '../slack-world.ts';

let world: SlackWorld;
beforeEach(async () => {
  world = await openSlackWorld();
});
afterEach(() => world.close());

/** What the bot has answered so far. */
function answers(channel = DEPLOYS): string[] {
  return world
    .messages(channel)
    .filter(({ user }) => user === BOT)
    .map(({ text }) => text);
}

describe('a mention', () => {
  it.each(['@BuildRunner previews', '@Dee can you ask @BuildRunner previews', 'hey @BuildRunner  previews'])(
    '“%s” is answered in its thread',
    async (text) => {
      await world.slack.act('message', { as: ADA, channel: DEPLOYS, text });
      const [answer] = await until(() => answers().length > 0 && answers());
      expect(answer).toContain('There are no previews yet');
      expect(world.messages().at(-1)?.threadTs).toBe(world.messages().at(0)?.ts);
    },
  );

  it('repeats what is no command without pinging anybody', async () => {
    await world.slack.act('message', {
      as: ADA,
      channel: DEPLOYS,
      text: '@BuildRunner configure "<!channel>"',
    });
    const [answer] = await until(() => answers().length > 0 && answers());
    expect(answer).not.toContain('<!');
  });

  it('by another bot is no person’s wish', async () => {
    await world.slack.act('message', { as: DEE, channel: DEPLOYS, text: 'a thread' });
    const ts = world.messages()[0]?.ts;
    const mention = { type: 'app_mention', channel: DEPLOYS, user: DEE, ts, event_ts: ts };
    const text = `<@${BOT}> previews`;
    expect(await world.send({ ...mention, text, bot_id: 'B0OTHER0001' })).toBe(200);
    await world.send({ ...mention, text: `<@${BOT}> status` });
    await until(() => answers().length > 0);
    expect(answers()).toEqual([expect.stringContaining('Queue:')]);
  });
});

describe('a direct message', () => {
  it.each(['previews', '/buildrunner previews'])('“%s” is a command', async (text) => {
    const event = { type: 'message', channel_type: 'im', channel: ADAS_DIRECT_MESSAGE, user: ADA };
    await world.send({ ...event, text, ts: '1.000001', event_ts: '1.000001' });
    await until(() => answers(ADAS_DIRECT_MESSAGE).some((answer) => answer.includes('no previews yet')));
  });

  it('of another bot is none', async () => {
    const event = { type: 'message', channel_type: 'im', channel: ADAS_DIRECT_MESSAGE, user: ADA };
    await world.send({ ...event, text: 'previews', bot_id: 'B0OTHER0001', ts: '1.000001' });
    await world.send({ ...event, text: 'status', ts: '1.000002', event_ts: '1.000002' });
    await until(() => answers(ADAS_DIRECT_MESSAGE).length > 0);
    expect(answers(ADAS_DIRECT_MESSAGE)).toEqual([expect.stringContaining('Queue:')]);
  });
});
