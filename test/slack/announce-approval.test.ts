import type { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAudit } from '../../src/governance/audit.ts';
import { policySchema } from '../../src/governance/policy-schema.ts';
import type { Job, MessageRef, Queue } from '../../src/jobs/job.ts';
import { onDeadMessage } from '../../src/notifications/dead-messages.ts';
import { messageKey } from '../../src/notifications/message-key.ts';
import { createAnnounceApprovalHandler } from '../../src/slack/announce-approval.ts';
import type { ApprovalRow } from '../../src/store/approval-schema.ts';
import { findApproval, insertApproval } from '../../src/store/approvals.ts';
import type { Database } from '../../src/store/database.ts';
import { reserveSlackMessage } from '../../src/store/slack-messages.ts';
import { approvalRow, at, messageRow } from '../store/rows.ts';
import { engines } from '../support/engines.ts';

const PEOPLE = [
  { id: 'U1', is_admin: true },
  { id: 'U2', is_admin: true },
  { id: 'U3', is_owner: true },
  { id: 'U4' },
  { id: 'U5', is_admin: true, deleted: true },
  { id: 'U6', is_admin: true, is_bot: true },
];

let database: Database;
let jobs: Job[];
beforeEach(async () => {
  database = await engines[0]!.open();
  jobs = [];
});
afterEach(() => database.close());

const queue = { enqueue: async (_transaction: unknown, job: Job) => void jobs.push(job) } as unknown as Queue;
const now = () => new Date(at(30));

/** Slack, which gives two people a page. */
const client = {
  users: {
    list: async ({ cursor = '0' }: { cursor?: string }) => {
      const start = Number(cursor);
      const next_cursor = start + 2 < PEOPLE.length ? String(start + 2) : '';
      return { members: PEOPLE.slice(start, start + 2), response_metadata: { next_cursor } };
    },
  },
  usergroups: { users: { list: async () => ({ users: ['U4', 'U2'] }) } },
} as unknown as WebClient;

async function announce(changes: Partial<ApprovalRow>, approvals: object): Promise<MessageRef[]> {
  await insertApproval(database.db, approvalRow(changes));
  let count = 0;
  const newId = () => {
    count += 1;
    return `id-${count}`;
  };
  const handler = createAnnounceApprovalHandler({
    database,
    queue,
    audit: createAudit({ now, newId }),
    policy: () => policySchema.parse({ approvals }),
    clientFor: async () => client,
    now,
  });
  await handler({ approvalId: 'ap-1' }, { attempt: 1, signal: new AbortController().signal });
  return jobs.flatMap((job) => (job.kind === 'message.deliver' ? [job.payload.message] : []));
}

const keys = (messages: MessageRef[]) => messages.map(messageKey);

describe('a request that waits', () => {
  it.each<[string, object, string[]]>([
    ['every admin of the workspace but who asked', { approvers: ['workspace_admins'] }, ['U2', 'U3']],
    [
      'each once, however they are named',
      { approvers: ['U2', 'S1', 'workspace_admins'] },
      ['U2', 'U4', 'U3'],
    ],
    ['a channel where the policy says so', { approvers: ['workspace_admins'], ask_in: 'C9' }, ['C9']],
  ])('is shown to %s', async (_name, approvals, places) => {
    const messages = await announce({}, approvals);
    expect(keys(messages)).toEqual(places.map((place) => `approval:ap-1@${place}`));
  });

  it('fails at once where there is nobody but who asked', async () => {
    expect(await announce({}, { approvers: ['U1'] })).toEqual([]);
    const approval = await findApproval(database.db, 'ap-1');
    expect(approval).toMatchObject({ state: 'failed', outcome: expect.stringContaining('nobody but you') });
    expect(jobs).toMatchObject([{ kind: 'approval.announce' }]);
  });
});

describe('a request that is over', () => {
  it('changes every card there is, and is told to who asked', async () => {
    const card = messageRow({ key: 'approval:ap-1@U2', channel: 'D2', ts: '1.1' });
    await reserveSlackMessage(database.db, card);
    const messages = await announce({ state: 'denied', decided_by: 'U2' }, { approvers: ['U2', 'U3'] });
    expect(keys(messages)).toEqual(['approval:ap-1@U2', 'approval-outcome:ap-1@U1']);
  });

  it('is told to nobody where nothing was asked', async () => {
    expect(await announce({ state: 'offered' }, { approvers: ['U2'] })).toEqual([]);
  });
});

it('is shown again later where Slack could not be reached', async () => {
  await insertApproval(database.db, approvalRow());
  const message: MessageRef = { workspaceId: 'T1', channel: 'U2', approvalId: 'ap-1', form: 'approval' };
  const dead = { id: 'j', kind: 'message.deliver', key: 'k', payload: { message }, attempts: 4 } as const;
  await onDeadMessage({ database, queue, now }, { ...dead, lastError: '', createdAt: now() });
  expect(jobs).toMatchObject([{ kind: 'approval.announce', payload: { approvalId: 'ap-1' } }]);
});
