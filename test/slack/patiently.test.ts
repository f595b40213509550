import { expect, it } from 'vitest';
import { patiently } from '../../src/slack/patiently.ts';

const limited = Object.assign(new Error('A rate-limit has been reached'), {
  code: 'slack_webapi_rate_limited_error',
  retryAfter: 7,
});

function failing(times: number, error: unknown) {
  let calls = 0;
  return async () => {
    calls += 1;
    if (calls <= times) throw error;
    return calls;
  };
}

it('calls again after the wait that Slack asks for', async () => {
  const waits: number[] = [];
  expect(await patiently(failing(2, limited), async (ms) => void waits.push(ms))).toBe(3);
  expect(waits).toEqual([7_000, 7_000]);
});

it('gives up where Slack asks again and again, and at once where it says anything else', async () => {
  const wait = async () => undefined;
  await expect(patiently(failing(99, limited), wait)).rejects.toBe(limited);
  const other = new Error('channel_not_found');
  const waits: true[] = [];
  await expect(patiently(failing(1, other), async () => void waits.push(true))).rejects.toBe(other);
  expect(waits).toEqual([]);
});
