import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { approvalCard } from '../../../src/slack/cards/approval.ts';
import type { ApprovalRow } from '../../../src/store/approval-schema.ts';
import { until } from '../../support/until.ts';
import { ADA, DEE, DEPLOYS, openSlackWorld, type SlackWorld, TEAM } from '../slack-world.ts';

const POLICY = { approvals: { overridable: ['roles'], approvers: [ADA] } };
const FILLED_IN = {
  branch: { 'preview:branch': { type: 'external_select', selected_option: { value: 'feature/login' } } },
  'card-channel': { value: { type: 'conversations_select', selected_conversation: DEPLOYS } },
};
const DEES_DIRECT_MESSAGE = 'D01DEE00001';

let world: SlackWorld;
beforeEach(async () => {
  world = await openSlackWorld({}, POLICY);
  await world.house.connect('vercel', TEAM);
});
afterEach(() => world.close());

const approvals = (): Promise<ApprovalRow[]> =>
  world.house.database.db.selectFrom('approvals').selectAll().orderBy('id').execute();
const told = (words: string, as = DEE) =>
  until(() => world.messages(DEPLOYS, as).find(({ ephemeral, text }) => ephemeral && text.includes(words)));

/** Dee, a member, types what takes a deployer, and asks for an approval. */
async function ask(): Promise<void> {
  await world.type('deploy-preview feature/login', DEPLOYS, DEE);
  const { ts, blocks } = await told('takes the role deployer');
  await world.press({ messageTs: ts, channel: DEPLOYS }, blocks, 'approval:request', DEE);
  await told('are asked');
}

/** The card as the delivery would have posted it, and a button of it pressed. */
async function press(button: string, as = ADA) {
  const [approval] = await approvals();
  const card = approvalCard(approval!, 'deploy `feature/login`');
  await world.client.chat.postMessage({ channel: DEPLOYS, ...card });
  const { ts, blocks } = world.messages().findLast(({ text }) => text.includes('asks to'))!;
  return world.press({ messageTs: ts, channel: DEPLOYS }, blocks, button, as);
}

const reason = (value: string | null) => ({ reason: { type: 'plain_text_input', value } });

describe('“Request approval”', () => {
  it('stands beside a refusal, and gives way to what became of it', async () => {
    await ask();
    expect(await approvals()).toMatchObject([{ state: 'pending', requested_by: DEE }]);
    const refusals = world.messages(DEPLOYS, DEE).filter(({ text }) => text.includes('takes the role'));
    expect(refusals).toEqual([]);
  });

  it('is not there where nobody could approve', async () => {
    world.house.policy.approvals.overridable = [];
    await world.type('deploy-preview feature/login', DEPLOYS, DEE);
    const { blocks } = await told('takes the role deployer');
    expect(JSON.stringify(blocks)).not.toContain('approval:request');
  });

  it('stands in a form’s place, where the form asked for too much', async () => {
    await world.type('deploy-preview', DEPLOYS, DEE);
    const modal = await until(() => world.modal(DEE));
    await world.slack.act('submit', { as: DEE, viewId: modal.id, state: FILLED_IN });
    const refused = await until(() => world.modal(DEE)?.callbackId === '' && world.modal(DEE));
    await world.press({ viewId: refused.id }, refused.blocks, 'approval:request', DEE);
    await until(() => JSON.stringify(world.modal(DEE)?.blocks ?? '').includes('are asked'));
    expect((await approvals()).filter(({ state }) => state === 'pending')).toHaveLength(1);
  });

  it('says so where it was pressed before', async () => {
    await world.type('deploy-preview feature/login', DEPLOYS, DEE);
    const { ts, blocks } = await told('takes the role deployer');
    await world.house.database.db.updateTable('approvals').set({ state: 'pending' }).execute();
    await world.press({ messageTs: ts, channel: DEPLOYS }, blocks, 'approval:request', DEE);
    await told('You have asked for this already.');
  });
});

describe('Approve and Deny', () => {
  beforeEach(ask);

  it.each([
    ['approval:approve', 'approved'],
    ['approval:deny', 'denied'],
  ])('%s asks for a reason and keeps it', async (button, state) => {
    await press(button);
    const modal = await until(() => world.modal());
    expect(JSON.stringify(modal.blocks)).toContain('deploy `feature/login`');
    expect((await world.submit(reason(null))).errors).toHaveProperty('reason');
    await world.submit(reason('For the demo.'));
    expect(await approvals()).toMatchObject([{ state, decided_by: ADA, decision_reason: 'For the demo.' }]);
  });

  it('open no form for who asked', async () => {
    world.house.policy.approvals.approvers = [ADA, DEE];
    await press('approval:approve', DEE);
    await told('nobody decides on their own request');
    expect(world.modal(DEE)).toBeUndefined();
  });

  it('open no form for anybody whom the policy does not name', async () => {
    world.house.policy.approvals.approvers = ['U01NOBODY01'];
    await press('approval:deny');
    await told('does not name you', ADA);
  });

  it('say beside the field that another was faster', async () => {
    await press('approval:approve');
    await until(() => world.modal());
    await world.house.database.db.updateTable('approvals').set({ state: 'denied' }).execute();
    const { errors } = await world.submit(reason('For the demo.'));
    expect(errors?.reason).toContain('This has been denied already.');
  });
});

it('asks in a direct message too, where the command was typed there', async () => {
  await world.type('deploy-preview feature/login', DEES_DIRECT_MESSAGE, DEE);
  const refused = await until(() =>
    world.messages(DEES_DIRECT_MESSAGE, DEE).find(({ text }) => text.includes('takes the role')),
  );
  const container = { messageTs: refused.ts, channel: DEES_DIRECT_MESSAGE };
  await world.press(container, refused.blocks, 'approval:request', DEE);
  await until(async () => (await approvals()).some(({ state }) => state === 'pending'));
});
