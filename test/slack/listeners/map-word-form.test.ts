import { afterEach, beforeEach, expect, it } from 'vitest';
import { issueNewsMessage } from '../../../src/slack/cards/issue-news.ts';
import { mapWordForm } from '../../../src/slack/modals/map-word-form.ts';
import { insertIssueLink, updateIssueLink } from '../../../src/store/issue-links.ts';
import { issueLinkRow } from '../../store/rows.ts';
import { until } from '../../support/until.ts';
import { DEPLOYS, openSlackWorld, type SlackWorld, TEAM } from '../slack-world.ts';
import { expectSoundView } from '../sound.ts';

const NAME = 'In <!channel> Review';
let world: SlackWorld;

beforeEach(async () => {
  world = await openSlackWorld();
  await world.house.connect('github', TEAM);
  const link = issueLinkRow({
    workspace_id: TEAM,
    integration_id: 'int-github',
    provider: 'github',
    unmapped_status: NAME,
  });
  await insertIssueLink(world.house.database.db, link);
  const microstep = { ref: 'p1.s1.ms1', title: 'Build it', status: 'todo' };
  const card = issueNewsMessage(link, microstep, { what: 'unmapped' }, 'GitHub');
  await world.client.chat.postMessage({ channel: DEPLOYS, ...card });
});
afterEach(() => world.close());

async function press() {
  const { ts, blocks } = world.messages().at(-1)!;
  await world.press({ messageTs: ts, channel: DEPLOYS }, blocks, 'issue:map-status');
}

const meaning = (value: string) => ({
  meaning: { type: 'static_select', selected_option: { value, text: { type: 'plain_text', text: value } } },
});

it('keeps what the status means, and the card says so', async () => {
  await press();
  expect(JSON.stringify((await until(() => world.modal())).blocks)).toContain('`In &lt;!channel&gt; Review`');
  await world.submit(meaning('doing'));
  await until(() => world.messages().at(-1)?.text.includes('means *doing* now'));
  expect(JSON.stringify(world.messages().at(-1)?.blocks)).not.toContain('Map it');
  const { integrations } = await world.house.settings.read(TEAM);
  expect(integrations[0]?.statusOverrides).toEqual({ [NAME]: 'doing' });
});

it('says in words where it has been mapped meanwhile', async () => {
  await updateIssueLink(world.house.database.db, 'l1', { unmapped_status: null });
  await press();
  const told = await until(() => world.messages().find(({ ephemeral }) => ephemeral));
  expect(told.text).toContain('mapped already');
});

it('says beside the field where the tracker is gone', async () => {
  await press();
  await until(() => world.modal());
  await world.house.settings.update(TEAM, (draft) => {
    draft.integrations = [];
  });
  expect(JSON.stringify(await world.submit(meaning('doing')))).toContain('not configured any more');
});

it('is a view that Slack takes', () => {
  const status = {
    integrationId: 'int-1',
    provider: 'github',
    field: 'status' as const,
    name: 'A'.repeat(300),
  };
  expectSoundView(mapWordForm(status, 'GitHub', { channel: 'C1', ts: '1.2' }), 'modal');
});
