import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listRunnerEvents } from '../../../src/store/runner-events.ts';
import { until } from '../../support/until.ts';
import { DEE, DEPLOYS, openSlackWorld, type SlackWorld, TEAM } from '../slack-world.ts';
import { expectSound } from '../sound.ts';

let world: SlackWorld;
beforeEach(async () => {
  world = await openSlackWorld();
});
afterEach(() => world.close());

const name = (value: string) => ({ type: 'plain_text_input', value });
const channel = (id: string | null) => ({ type: 'conversations_select', selected_conversation: id });

async function answered() {
  return until(() => world.directMessages().find(({ text }) => text.includes('is set up')));
}

describe('“setup”', () => {
  it('asks for project and channel, subscribes it, and shows what to connect, the repository first', async () => {
    await world.type('setup');
    await until(() => world.modal());
    await world.submit({ project: name('Acme <Web>'), channel: channel(DEPLOYS) });
    const { text, blocks } = await answered();
    const shown = JSON.stringify(blocks);
    expect(shown).toContain('*Acme &lt;Web&gt;*');
    expect(shown).toMatch(/\*Repository\*.*GitHub.*\*Issue trackers\*.*Jira.*\*Preview platforms\*.*Vercel/);
    expectSound({ text, blocks: blocks as never });
    const { projects, subscriptions } = await world.house.settings.read(TEAM);
    expect(projects[0]?.name).toBe('Acme <Web>');
    expect(subscriptions).toMatchObject([{ channel: DEPLOYS, events: ['all'] }]);
    const events = await listRunnerEvents(world.house.database.db, TEAM, { limit: 5 });
    expect(events.map(({ action }) => action)).toContain('project.renamed');
  });

  it('needs no channel, and may be run again', async () => {
    for (let times = 0; times < 2; times += 1) {
      await world.type('setup');
      await until(() => world.modal());
      await world.submit({ project: name('Web'), channel: channel(null) });
      await answered();
    }
    expect((await world.house.settings.read(TEAM)).subscriptions).toEqual([]);
  });

  it('says beside the field what is no name, and changes nothing', async () => {
    await world.type('setup');
    await until(() => world.modal());
    expect(JSON.stringify(await world.submit({ project: name('  '), channel: channel(null) }))).toContain(
      'has 1 to 80 characters',
    );
    expect((await world.house.settings.read(TEAM)).projects[0]?.name).toBe('Default project');
  });

  it('is for admins', async () => {
    await world.type('setup', DEPLOYS, DEE);
    const told = await until(() => world.messages(DEPLOYS, DEE).find(({ ephemeral }) => ephemeral));
    expect(told.text).toContain('This takes the role admin');
  });
});
