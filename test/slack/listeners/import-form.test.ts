import { afterEach, beforeEach, expect, it } from 'vitest';
import { IMPORT_FORM } from '../../../src/slack/modals/import-form.ts';
import { until } from '../../support/until.ts';
import { actor } from '../command-call.ts';
import { ADA, DEE, DEPLOYS, openSlackWorld, type SlackWorld, TEAM } from '../slack-world.ts';

const PLAN = '# Accounts\n\n## Login\n\n- [ ] Build the <!channel> form\n- [x] Choose a library\n';

let world: SlackWorld;
beforeEach(async () => {
  world = await openSlackWorld();
  await world.type('import-plan');
});
afterEach(() => world.close());

const pasted = (value: string) => ({ 'plan-text': { type: 'plain_text_input', value } });
const shows = (text: string) =>
  until(() => {
    const modal = world.modal();
    return JSON.stringify(modal?.blocks ?? '').includes(text) && modal;
  });
const titles = async () =>
  (await world.house.rooms.plan.list(actor('admin', TEAM))).map(({ title }) => title);

it('shows what would change, and does it once it is submitted again', async () => {
  await world.submit(pasted(PLAN));
  const modal = await shows('4 new');
  expect(modal.submit?.text).toBe('Apply');
  expect(JSON.stringify(modal.blocks)).toContain('`p1.s1.ms1` Build the &lt;!channel&gt; form · todo');
  expect(await titles()).toEqual([]);
  await world.submit(pasted(PLAN));
  await shows('The plan is imported');
  expect(await titles()).toEqual(['Build the <!channel> form', 'Choose a library']);
});

it('shows anew what was changed after it was shown, in the text or in the plan', async () => {
  await world.submit(pasted(PLAN));
  await shows('4 new');
  await world.submit(pasted(`${PLAN}- [ ] One more\n`));
  await shows('5 new');
  await world.house.rooms.plan.add(actor('admin', TEAM), 'Meanwhile');
  await world.submit(pasted(`${PLAN}- [ ] One more\n`));
  await shows('staying');
  expect(await titles()).toEqual(['Meanwhile']);
});

it('says where a text is wrong, and keeps it', async () => {
  const wrong = 'phases:\n  - title: A\n    steps: 7\n';
  await world.submit(pasted(wrong));
  const modal = await shows('Line 3, column');
  expect(JSON.stringify(modal.blocks)).toContain(JSON.stringify(wrong));
  expect(modal.submit?.text).toBe('Show the changes');
});

it('says that there is nothing to do', async () => {
  await world.house.rooms.plan.add(actor('admin', TEAM), 'Build it');
  const text = await world.house.rooms.plan.exportPlan(actor('admin', TEAM), 'markdown');
  await world.submit(pasted(text));
  await shows('says all of this already');
});

it('asks for one of text and file', async () => {
  expect(JSON.stringify(await world.submit(pasted('  ')))).toContain('Paste a plan, or upload one.');
});

it('sends no token where a file is kept elsewhere, and asks again', async () => {
  const file = { name: 'plan.yml', size: 10, url_private: 'https://evil.example/plan.yml' };
  await world.submit({ 'plan-file': { type: 'file_input', files: [file] } });
  const modal = await shows('plan.yml is not kept by Slack');
  expect(modal.blocks.map(({ block_id }) => block_id)).toContain('plan-file');
});

it('is for those who may import', async () => {
  await world.type('import-plan', DEPLOYS, DEE);
  expect(world.modal(DEE)?.callbackId).not.toBe(IMPORT_FORM);
  const told = await until(() => world.messages(DEPLOYS, DEE).find(({ ephemeral }) => ephemeral));
  expect(told.text).toContain('This takes the role deployer');
});

it('opens from a button after a mention', async () => {
  await world.slack.act('close', { as: ADA, viewId: world.modal()?.id ?? '' });
  await world.slack.act('message', { as: ADA, channel: DEPLOYS, text: '@BuildRunner import-plan' });
  const offered = await until(() =>
    world.messages().find(({ text }) => text.includes('A form takes the plan')),
  );
  await world.press({ messageTs: offered.ts, channel: DEPLOYS }, offered.blocks, 'plan:import');
  expect((await until(() => world.modal())).callbackId).toBe(IMPORT_FORM);
});
