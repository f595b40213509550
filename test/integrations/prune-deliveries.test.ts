import { afterEach, beforeEach, expect, it } from 'vitest';
import { policySchema } from '../../src/governance/policy-schema.ts';
import { createDeliveryPruneHandler } from '../../src/integrations/prune-deliveries.ts';
import type { Job } from '../../src/jobs/job.ts';
import type { Database } from '../../src/store/database.ts';
import { insertDeliveryIfNew } from '../../src/store/webhook-deliveries.ts';
import { recordedLog } from '../jobs/recorded-log.ts';
import { deliveryRow } from '../store/rows.ts';
import { engines } from '../support/engines.ts';

let database: Database;
let jobs: Job[];
beforeEach(async () => {
  database = await engines[0]!.open();
  jobs = [];
});
afterEach(() => database.close());

const NOW = '2026-11-24T02:45:00.000Z';
const daysAgo = (days: number) => new Date(Date.parse(NOW) - days * 86_400_000).toISOString();

async function prune(policy: object = {}): Promise<void> {
  const handler = createDeliveryPruneHandler({
    database,
    queue: { enqueue: async (_transaction, job) => void jobs.push(job) },
    policy: () => policySchema.parse(policy),
    now: () => new Date(NOW),
    log: recordedLog(),
  });
  await handler({}, { attempt: 1, signal: new AbortController().signal });
}

async function insert(...ages: number[]): Promise<void> {
  await database.transaction(async (transaction) => {
    for (const [i, age] of ages.entries()) {
      const row = { id: `${age}-${i}`, delivery_id: `${age}-${i}`, received_at: daysAgo(age) };
      await insertDeliveryIfNew(transaction, deliveryRow({ ...row, status: 'done' }));
    }
  });
}

/** `days-number bytes` */
async function left(): Promise<string[]> {
  const rows = await database.db.selectFrom('webhook_deliveries').selectAll().orderBy('id').execute();
  return rows.map(({ id, body }) => `${id} ${body.length}`);
}

it('keeps bodies for two weeks and the rest for three months, where the policy says nothing', async () => {
  await insert(13, 15, 89, 91);
  await prune();
  expect(await left()).toEqual(['13-0 4', '15-1 0', '89-2 0']);
  expect(jobs).toEqual([]);
});

it('keeps them as long as the policy says', async () => {
  await insert(13, 15, 91);
  await prune({ deliveries: { body_retention_days: 100, retention_days: 14 } });
  expect(await left()).toEqual(['13-0 4']);
});

it('runs again where there is more than one short transaction takes', async () => {
  await insert(...Array.from({ length: 501 }, () => 100));
  await prune();
  expect(await left()).toHaveLength(1);
  expect(jobs).toEqual([{ kind: 'delivery.prune', payload: {}, key: 'delivery.prune' }]);
  await prune();
  expect(await left()).toEqual([]);
  expect(jobs).toHaveLength(1);
});
