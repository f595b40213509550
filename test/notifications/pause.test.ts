import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAudit } from '../../src/governance/audit.ts';
import { createGate } from '../../src/governance/gate.ts';
import { policySchema } from '../../src/governance/policy-schema.ts';
import { createSqliteQueue } from '../../src/jobs/sqlite-queue.ts';
import { createPause } from '../../src/notifications/pause.ts';
import { createResumption } from '../../src/notifications/resume.ts';
import type { Database } from '../../src/store/database.ts';
import { openSettings, type SettingsStore } from '../../src/store/settings.ts';
import { reserveSlackMessage } from '../../src/store/slack-messages.ts';
import { recordedLog } from '../jobs/recorded-log.ts';
import { messageRow } from '../store/rows.ts';
import { engines } from '../support/engines.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { subscription } from './subscription.ts';

let database: Database;
let settings: SettingsStore;
let options: Parameters<typeof createResumption>[0];
let refused: string | undefined;

const actor = { workspaceId: 'T1', userId: 'U1', role: 'member' } as const;

beforeEach(async () => {
  database = await engines[0]!.open();
  settings = openSettings({ directory: join(await temporaryFolder('pause'), 'settings') });
  refused = undefined;
  let minutes = 0;
  let ids = 0;
  const now = () => new Date(Date.UTC(2026, 0, 5, 10, ++minutes));
  const newId = () => String(++ids).padStart(4, '0');
  const log = recordedLog();
  const queue = createSqliteQueue({ database, now, newId, log });
  const audit = createAudit({ now, newId });
  const gate = createGate({ policy: () => policySchema.parse({}), audit, database });
  const probe = async () => refused;
  options = { settings, database, queue, audit, gate, probe, now, newId, log };
  await settings.update('T1', (draft) => {
    draft.subscriptions = [
      subscription('C1', ['all'], { id: 'a', createdBy: 'U1' }),
      subscription('C1', ['previews'], { id: 'b', createdBy: 'U1', mode: 'flat' }),
      subscription('C1', ['issues'], { id: 'c', createdBy: 'U2' }),
      subscription('C2', ['all'], { id: 'd', createdBy: 'U1' }),
    ];
  });
});
afterEach(() => database.close());

const pause = (reason = 'is_archived') => createPause(options)('T1', 'C1', reason);
const paused = async () =>
  (await settings.read('T1')).subscriptions.filter((each) => each.paused).map(({ id }) => id);
/** The keys of all messages that are to be sent, which is then forgotten. */
async function sent(): Promise<string[]> {
  const jobs = await database.db.deleteFrom('jobs').returning('key').execute();
  return jobs.map(({ key }) => key).sort();
}

describe('a channel that takes no message', () => {
  it('has what it hears of paused, and whoever made that is told once', async () => {
    await pause();
    expect(await paused()).toEqual(['a', 'b', 'c']);
    await pause();
    await pause('not_in_channel');
    const told = await sent();
    expect(told).toEqual([
      expect.stringMatching(/^paused:C1:.*@U1$/),
      expect.stringMatching(/^paused:C1:.*@U2$/),
    ]);
    const { subscriptions } = await settings.read('T1');
    expect(subscriptions[0]?.paused?.reason).toBe('is_archived');
  });

  it('is told of again after it went on, under another key', async () => {
    await pause();
    const first = await sent();
    await createResumption(options).resume(actor, 'C1');
    expect(await paused()).toEqual([]);
    await pause();
    const second = await sent();
    expect(second).toHaveLength(2);
    expect(second).not.toEqual(first);
  });

  it('is paused at the next try where the settings could not be written, and nobody is told twice', async () => {
    const update = async () => {
      throw new Error('the disk is full');
    };
    const broken = createPause({ ...options, settings: { ...settings, update } });
    await expect(broken('T1', 'C1', 'is_archived')).rejects.toThrow('the disk is full');
    const first = await sent();
    await pause();
    expect(await sent()).toEqual(first);
    expect(await paused()).toEqual(['a', 'b', 'c']);
  });

  it('stays paused where it still takes none, for the new reason', async () => {
    await pause();
    refused = 'not_in_channel';
    const [first] = await createResumption(options).resume(actor, 'C1');
    expect(first?.paused?.reason).toBe('not_in_channel');
    await createResumption(options).resumeAfterInvitation('T1', 'C1');
    expect(await paused()).toEqual(['a', 'b', 'c']);
  });

  it('is told in time what digests could not tell it', async () => {
    const undelivered = { channel: 'C1', ts: null, failure: 'is_archived' };
    await reserveSlackMessage(database.db, messageRow({ ...undelivered, key: 'digest:d1@C1' }));
    await reserveSlackMessage(
      database.db,
      messageRow({ ...undelivered, key: 'digest:d2@C1', ts: '1.1', failure: null }),
    );
    await reserveSlackMessage(
      database.db,
      messageRow({ ...undelivered, key: 'digest:d3@C2', channel: 'C2' }),
    );
    await pause();
    await sent();
    await createResumption(options).resumeAfterInvitation('T1', 'C1');
    expect(await sent()).toEqual(['digest:d1@C1']);
  });

  it('takes a member to go on', async () => {
    await pause();
    const viewer = { ...actor, role: 'viewer' } as const;
    await expect(createResumption(options).resume(viewer, 'C1')).rejects.toMatchObject({ rule: 'roles' });
    await expect(createResumption(options).resume(actor, 'C3')).rejects.toThrow('Nothing is paused there');
  });
});
