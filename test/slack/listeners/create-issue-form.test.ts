import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { viewErrors } from '../../../src/sandbox/slack/block-kit/view.ts';
import { messageAsMarkdown } from '../../../src/slack/message-text.ts';
import { createIssueForm, draftFromMessage } from '../../../src/slack/modals/create-issue-form.ts';
import { linksOfMicrostep } from '../../../src/store/issue-links.ts';
import { until } from '../../support/until.ts';
import { actor } from '../command-call.ts';
import { hostileText } from '../hostile-text.ts';
import { ADA, DEPLOYS, openSlackWorld, type SlackWorld, TEAM } from '../slack-world.ts';

const SHORTCUT = 'create-issue-from-message';

describe('“Create issue from this”', () => {
  let world: SlackWorld;
  afterEach(() => world.close());

  async function run(text: string) {
    await world.slack.act('message', { as: ADA, channel: DEPLOYS, text });
    const { ts } = world.messages().at(-1)!;
    await world.slack.act('shortcut', {
      as: ADA,
      callbackId: SHORTCUT,
      message: { channel: DEPLOYS, ts },
    });
  }

  const typed = (value: string) => ({ type: 'plain_text_input', value });
  const tracker = (value: string) => ({
    type: 'static_select',
    selected_option: { value, text: { type: 'plain_text', text: value } },
  });

  it('fills the form from the message, and makes a microstep with an issue of it', async () => {
    world = await openSlackWorld();
    await world.house.connect('github', TEAM);
    await run('Login is <broken> & slow\nSince yesterday');
    const modal = await until(() => world.modal());
    const [title, description] = modal.blocks.map(({ element }) => element as { initial_value?: string });
    expect(title?.initial_value).toBe('Login is <broken> & slow');
    expect(description?.initial_value).toMatch(/^Login is .*\nSince yesterday\n\n\[From Slack\]\(http/);
    await world.submit({
      title: typed('Login is broken'),
      description: typed(description?.initial_value ?? ''),
      tracker: tracker('int-github'),
    });
    const [step] = await until(async () => {
      const steps = await world.house.rooms.plan.list(actor('admin', TEAM));
      return steps.length > 0 && steps;
    });
    expect(step).toMatchObject({ title: 'Login is broken', description: description?.initial_value });
    expect(await linksOfMicrostep(world.house.database.db, step!.id)).toMatchObject([
      { state: 'reserved', integration_id: 'int-github' },
    ]);
    await until(() => world.directMessages().some(({ text }) => text.includes('is being made')));
  });

  it('says which command connects a tracker, where there is none', async () => {
    world = await openSlackWorld();
    await run('Login is broken');
    const told = await until(() => world.messages().find(({ ephemeral }) => ephemeral));
    expect(told.text).toContain('No issue tracker is configured yet');
  });

  it('adds nothing to the plan where the tracker is gone by then', async () => {
    world = await openSlackWorld();
    await world.house.connect('github', TEAM);
    await run('Login is broken');
    const values = { title: typed('Login'), description: typed(''), tracker: tracker('int-gone') };
    expect(JSON.stringify(await world.submit(values))).toContain('not configured any more');
    expect(await world.house.rooms.plan.list(actor('admin', TEAM))).toEqual([]);
  });
});

it.each([
  ['<https://a.example/?x=1&amp;y=2|the page>', '[the page](https://a.example/?x=1&y=2)'],
  ['<https://a.example>', 'https://a.example'],
  ['ask <@U0123|ada> or <@U0456> in <#C01|general>', 'ask ada or @U0456 in general'],
  ['<!channel> &lt;b&gt;', '@channel <b>'],
  ['<!subteam^S1|@team> <!date^1^{date}|today>', '@team today'],
])('reads %s as Markdown', (text, expected) => {
  expect(messageAsMarkdown(text)).toBe(expected);
});

it('makes a form that Slack takes of any message', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const draft = draftFromMessage(text, 'https://acme.slack.com/archives/C1/p1');
      const view = createIssueForm([{ integrationId: 'int-1', provider: 'github', name: 'Linear' }], draft);
      expect(draft.description.endsWith('(https://acme.slack.com/archives/C1/p1)')).toBe(true);
      expect(viewErrors(view, 'modal')).toEqual([]);
    }),
  );
});
