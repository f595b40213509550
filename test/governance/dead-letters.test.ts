import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { workspaceOfJob } from '../../src/governance/job-workspace.ts';
import { insertApproval } from '../../src/store/approvals.ts';
import { insertIssueLink } from '../../src/store/issue-links.ts';
import { insertPreview } from '../../src/store/previews.ts';
import { listRunnerEvents } from '../../src/store/runner-events.ts';
import { insertDeliveryIfNew } from '../../src/store/webhook-deliveries.ts';
import { actor } from '../slack/command-call.ts';
import { type House, openHouse } from '../slack/house.ts';
import { approvalRow, deliveryRow, issueLinkRow, previewRow } from '../store/rows.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const ids = (jobs: readonly { id: string }[]) => jobs.map(({ id }) => id);
const rooms = () => house.rooms.deadLetters;

describe('promise 8: dead letters', () => {
  beforeEach(async () => {
    await house.bury('j1', 'issue.match', { workspaceId: 'T1' });
    await house.bury('j2', 'issue.match', { workspaceId: 'T2' });
    await house.bury('j3', 'audit.prune', {});
  });

  it('are seen where they belong, and those of no workspace everywhere', async () => {
    const [first, ...others] = await rooms().list(actor('viewer'));
    expect(first).toMatchObject({ id: 'j1', kind: 'issue.match', lastError: 'the vendor is down' });
    expect(ids(others)).toEqual(['j3']);
    expect(ids(await rooms().list(actor('viewer', 'T2')))).toEqual(['j2', 'j3']);
  });

  it('are tried anew one by one, once, and not another workspace’s', async () => {
    expect(await rooms().revive(actor(), 'j1')).toMatchObject({ id: 'j1' });
    expect(await rooms().revive(actor(), 'j1')).toBeUndefined();
    expect(await rooms().revive(actor(), 'j2')).toBeUndefined();
    expect(await house.queue.counts()).toMatchObject({ ready: 1, dead: 2 });
  });

  it('are tried anew all at once, or those of one kind', async () => {
    expect(ids(await rooms().reviveAll(actor(), { kind: 'audit.prune' }))).toEqual(['j3']);
    expect(ids(await rooms().reviveAll(actor(), {}))).toEqual(['j1']);
    expect(await house.queue.counts()).toMatchObject({ ready: 2, dead: 1 });
  });

  it('leave a line in the audit log that says who, what and why it had been given up', async () => {
    await rooms().reviveAll(actor(), {});
    const events = await listRunnerEvents(house.database.db, 'T1', { limit: 9, actionPrefix: 'job.' });
    expect(events.map(({ actor: by, action, payload }) => ({ by, action, ...JSON.parse(payload) }))).toEqual([
      {
        by: 'U1',
        action: 'job.revived',
        job: 'j3',
        kind: 'audit.prune',
        key: 'j3',
        cause: 'the vendor is down',
      },
      {
        by: 'U1',
        action: 'job.revived',
        job: 'j1',
        kind: 'issue.match',
        key: 'j1',
        cause: 'the vendor is down',
      },
    ]);
  });

  it.each(['viewer', 'member', 'deployer'] as const)('are not revived by a %s', async (role) => {
    await expect(rooms().revive(actor(role), 'j1')).rejects.toMatchObject({ rule: 'roles' });
    await expect(rooms().reviveAll(actor(role), {})).rejects.toMatchObject({ rule: 'roles' });
    expect(await house.queue.counts()).toMatchObject({ dead: 3 });
  });
});

it.each([
  [{ workspaceId: 'T9' }, 'T9'],
  [{ message: { workspaceId: 'T9', previewId: 'pv-1' } }, 'T9'],
  [{ deliveryId: 'd1' }, 'T2'],
  [{ previewId: 'pv-1' }, 'T2'],
  [{ linkId: 'l1' }, 'T2'],
  [{ approvalId: 'ap-1' }, 'T2'],
  [{ previewId: 'gone' }, undefined],
  [{}, undefined],
  [{ workspaceId: 7 }, undefined],
])('a job with %o is of workspace %s', async (payload, workspace) => {
  const { db } = house.database;
  const inT2 = { workspace_id: 'T2' };
  await insertDeliveryIfNew(db, deliveryRow(inT2));
  await insertPreview(db, previewRow(inT2));
  await insertIssueLink(db, issueLinkRow(inT2));
  await insertApproval(db, approvalRow(inT2));
  expect(await workspaceOfJob(db, payload)).toBe(workspace);
});
