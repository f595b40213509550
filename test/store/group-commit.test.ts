import { AsyncLocalStorage } from 'node:async_hooks';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { createGroupCommit } from '../../src/store/group-commit.ts';
import { insertDeliveryIfNew, listRecentDeliveries } from '../../src/store/webhook-deliveries.ts';
import { engines } from '../support/engines.ts';
import { deliveryRow } from './rows.ts';

let database: Database;
let commits: number;
beforeEach(async () => {
  database = await engines[0]!.open();
  commits = 0;
  database.onCommit(() => {
    commits += 1;
  });
});
afterEach(() => database.close());

const names = (count: number) => Array.from({ length: count }, (_, i) => `d${String(i).padStart(3, '0')}`);
const stored = async () =>
  (await listRecentDeliveries(database.db, 'T1', { limit: 999 })).map(({ id }) => id).sort();

/** Writes a delivery of this name; one whose name begins with `bad` fails when it is half written. */
function open() {
  return createGroupCommit(database, async (transaction, id: string) => {
    await insertDeliveryIfNew(transaction, deliveryRow({ id, delivery_id: id }));
    if (id.startsWith('bad')) throw new Error(`${id} cannot be written`);
    return `written ${id}`;
  });
}

it('writes with one commit what comes in at the same time, and gives each its own result', async () => {
  const save = open();
  const ids = names(20);
  expect(await Promise.all(ids.map(save))).toEqual(ids.map((id) => `written ${id}`));
  expect(await stored()).toEqual(ids);
  expect(commits).toBe(1);
});

it('answers nobody before what they gave is committed', async () => {
  const save = open();
  const seen: string[][] = [];
  await Promise.all(names(3).map((id) => save(id).then(async () => seen.push(await stored()))));
  expect(seen).toEqual([names(3), names(3), names(3)]);
});

it('takes no more than 64 at once, and all of what comes in meanwhile', async () => {
  const save = open();
  const ids = names(130);
  await Promise.all(ids.map(save));
  expect(await stored()).toEqual(ids);
  expect(commits).toBe(3);
  await save('later');
  expect(await stored()).toContain('later');
});

it('lets only those fail that cannot be written, and keeps nothing of them', async () => {
  const save = open();
  const given = ['d1', 'bad1', 'd2', 'bad2'];
  const outcomes = await Promise.allSettled(given.map(save));
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected']);
  expect(outcomes[1]).toMatchObject({ reason: new Error('bad1 cannot be written') });
  expect(await stored()).toEqual(['d1', 'd2']);
});

it('goes on after a failure', async () => {
  const save = open();
  await expect(save('bad')).rejects.toThrow('bad cannot be written');
  expect(await save('d1')).toBe('written d1');
});

it('writes in nobody’s context', async () => {
  const request = new AsyncLocalStorage<string>();
  const seen: (string | undefined)[] = [];
  const save = createGroupCommit(database, async () => void seen.push(request.getStore()));
  await Promise.all([request.run('a', () => save('x')), request.run('b', () => save('y'))]);
  expect(seen).toEqual([undefined, undefined]);
});
