import { afterEach, expect, it } from 'vitest';
import { slackSignature } from '../../src/sandbox/slack/to-app/signature.ts';
import { openSlackWorld, type SlackWorld } from './slack-world.ts';

const SECRET = 'a-signing-secret';
const BODY = '{"type":"url_verification","challenge":"c"}';

let world: SlackWorld;
afterEach(() => world.close());

async function send(given: Record<string, string>, body = BODY): Promise<number> {
  const timestamp = Math.floor(Date.now() / 1000);
  const headers = {
    'content-type': 'application/json',
    'x-slack-request-timestamp': String(timestamp),
    'x-slack-signature': slackSignature(SECRET, timestamp, BODY),
    ...given,
  };
  const { status } = await fetch(world.endpoint, { method: 'POST', headers, body });
  return status;
}

it('promise 2: a request of Slack’s with anything else for its signature is 401, never 500', async () => {
  world = await openSlackWorld();
  expect(await send({})).toBe(200);
  const good = slackSignature(SECRET, Math.floor(Date.now() / 1000), BODY);
  for (const value of ['', 'v0=', 'zz', good.slice(0, -1), `${good}0`, `${good}, ${good}`, 'v1=abc', 'é']) {
    expect({ value, status: await send({ 'x-slack-signature': value }) }).toEqual({ value, status: 401 });
  }
  expect(await send({}, `${BODY} `)).toBe(401);
  const long = Math.floor(Date.now() / 1000) - 3_600;
  const replayed = {
    'x-slack-request-timestamp': String(long),
    'x-slack-signature': slackSignature(SECRET, long, BODY),
  };
  expect(await send(replayed)).toBe(401);
  expect(await send({ 'x-slack-request-timestamp': 'soon' })).toBe(401);
});
