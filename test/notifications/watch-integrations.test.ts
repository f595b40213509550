import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { policySchema } from '../../src/governance/policy-schema.ts';
import type { Rest } from '../../src/integrations/circuit-breaker.ts';
import type { HealthSigns } from '../../src/integrations/health-signs.ts';
import type { HealthMessage, Job, JobKinds } from '../../src/jobs/job.ts';
import { createWatchHandler } from '../../src/notifications/watch-integrations.ts';
import { integrationHealthMessage } from '../../src/slack/cards/integration-health.ts';
import { troublesOf } from '../../src/store/integration-troubles.ts';
import { hostileText } from '../slack/hostile-text.ts';
import { type House, openHouse } from '../slack/house.ts';
import { expectSound } from '../slack/sound.ts';

let house: House;
let time: number;
let seen: ReturnType<HealthSigns['of']>;
let rest: Rest | undefined;
let jobs: Job[];
beforeEach(async () => {
  house = await openHouse();
  await house.connect('vercel');
  time = Date.parse('2026-11-24T10:00:00.000Z');
  seen = { refusals: 0, unverified: 0, answeredAt: undefined, acceptedAt: undefined, verifiedAt: undefined };
  rest = undefined;
  jobs = [];
});
afterEach(() => house.close());

/** Looks, five minutes after the last time; gives what is told, as `channel what`. */
async function look(policy: object = { roles: { admin: ['U7'] } }): Promise<string[]> {
  time += 5 * 60_000;
  jobs = [];
  const { database, settings } = house;
  await createWatchHandler({
    database,
    settings,
    queue: { enqueue: async (_transaction, job) => void jobs.push(job) },
    breaker: { standing: () => rest },
    signs: { of: () => seen },
    policy: () => policySchema.parse(policy),
    now: () => new Date(time),
  })({}, { attempt: 1, signal: new AbortController().signal });
  return jobs.map(({ payload }) => {
    const { message } = payload as JobKinds['message.deliver'];
    return `${message.channel} ${(message as HealthMessage).what}`;
  });
}
const present = () => new Date(time).toISOString();

it('tells the admins and whoever configured it, once, and once that it is over', async () => {
  expect(await look()).toEqual([]);
  rest = { since: present(), until: present(), failures: 5 };
  expect(await look()).toEqual(['U7 not_answering', 'U1 not_answering']);
  expect(await look()).toEqual([]);

  rest = undefined;
  expect(await look()).toEqual([]);
  seen = { ...seen, answeredAt: present() };
  expect(await look()).toEqual(['U7 over', 'U1 over']);
  expect(await look()).toEqual([]);
});

it('tells it again when it happens again, under another key', async () => {
  seen = { ...seen, refusals: 3 };
  await look();
  const first = jobs.map(({ key }) => key);
  seen = { ...seen, refusals: 0, acceptedAt: new Date(time + 60_000).toISOString() };
  expect(await look()).toEqual(['U7 over', 'U1 over']);
  seen = { ...seen, refusals: 3 };
  expect(await look()).toEqual(['U7 refused', 'U1 refused']);
  expect(jobs.some(({ key }) => first.includes(key))).toBe(false);
});

it('tells the channel that the policy names alone', async () => {
  seen = { ...seen, unverified: 10 };
  expect(await look({ notifications: { admin_channel: 'C9' } })).toEqual(['C9 unverified']);
});

it('shows in the status what was told, and forgets it with the integration', async () => {
  seen = { ...seen, refusals: 3 };
  await look();
  const admin = { workspaceId: 'T1', userId: 'U1', role: 'admin' } as const;
  const { integrations } = await house.rooms.status(admin);
  expect(integrations.find(({ provider }) => provider === 'vercel')).toMatchObject({
    state: 'failing',
    trouble: { trouble: 'refused', since: present() },
  });
  await house.settings.update('T1', (draft) => {
    draft.integrations = [];
  });
  expect(await look()).toEqual([]);
  expect(await troublesOf(house.database.db, 'T1')).toEqual(new Map());
});

it.each(['refused', 'not_answering', 'unverified', 'silent', 'over'] as const)('is sound: %s', (what) => {
  fc.assert(
    fc.property(hostileText, (name) => expectSound(integrationHealthMessage(what, { id: 'vercel', name }))),
    { numRuns: 50 },
  );
});
