import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { insertPreview } from '../../../src/store/previews.ts';
import { previewRow } from '../../previews/preview-row.ts';
import { until } from '../../support/until.ts';
import { actor } from '../command-call.ts';
import { ADA, DEE, DEPLOYS, openSlackWorld, type SlackWorld, TEAM } from '../slack-world.ts';

/** Hosts that the manifest of this test's Slack does not know are told of by an event that the test sends itself. */
const PREVIEW = 'https://web-app-git-login.vercel.app';

let world: SlackWorld;
beforeEach(async () => {
  world = await openSlackWorld();
  await world.house.connect('github', TEAM);
});
afterEach(() => world.close());

async function say(text: string, as = ADA): Promise<string> {
  await world.slack.act('message', { as, channel: DEPLOYS, text });
  return world.messages().findLast((message) => message.user === as)?.ts ?? '';
}

const shown = (ts: string) => JSON.stringify(world.messages().find((message) => message.ts === ts)?.blocks);

/** As Slack tells of links in a message; `more` stands in the envelope. */
const tell = (ts: string, urls: string[], { user = ADA, more = {}, ...event } = {}) =>
  world.send(
    {
      type: 'link_shared',
      user,
      channel: DEPLOYS,
      message_ts: ts,
      links: urls.map((url) => ({ url, domain: new URL(url).hostname })),
      ...event,
    },
    undefined,
    more,
  );

const addPreview = (changes = {}) =>
  insertPreview(
    world.house.database.db,
    previewRow({ workspace_id: TEAM, state: 'ready', url: PREVIEW, ...changes }),
  );

describe('a link to an issue', () => {
  it('gets a card that says what its tracker says', async () => {
    const { url } = world.house.vendors.tracker.add({
      title: 'Login <b>',
      status: 'doing',
      priority: 'high',
    });
    const ts = await say(`Look at ${url}`);
    await tell(ts, [url]);
    await until(() => shown(ts)?.includes('Login &lt;b&gt;'));
    for (const text of ['PROJ-1', 'doing', 'nobody', 'high', 'not linked', 'Issue in GitHub']) {
      expect(shown(ts)).toContain(text);
    }
    const [call] = world.slack.calls('chat.unfurl');
    expect(JSON.stringify(call?.args)).toContain('PROJ-1 Login &lt;b&gt; is doing.');
  });

  it('is linked to a microstep from there, and says so the next time', async () => {
    const { url } = world.house.vendors.tracker.add({ title: 'Login' });
    await world.house.rooms.plan.add(actor('admin', TEAM), 'Build the login form');
    const ts = await say(url);
    await tell(ts, [url]);
    const message = await until(() =>
      world.messages().find(({ blocks }) => JSON.stringify(blocks).includes('issue:link-posted')),
    );
    await world.press({ messageTs: ts, channel: DEPLOYS }, message.blocks, 'issue:link-posted');
    const { id: viewId } = await until(() => world.modal());
    const search = { as: ADA, container: { viewId }, blockId: 'microstep', actionId: 'preview:microstep' };
    const { options } = await world.slack.act('suggest', { ...search, value: 'login' });
    const chosen = { type: 'external_select', selected_option: options?.[0] };
    await world.slack.act('submit', {
      as: ADA,
      viewId,
      state: { microstep: { 'preview:microstep': chosen } },
    });
    await until(() => JSON.stringify(world.modal()).includes('is linked to `p1.s1.ms1`'));
    const again = await say(url);
    await tell(again, [url]);
    await until(() => shown(again)?.includes('`p1.s1.ms1` Build the login form · *todo*'));
    expect(shown(again)).not.toContain('issue:link-posted');
  });

  it('gets a card while its message is still being written', async () => {
    const { url } = world.house.vendors.tracker.add({ title: 'Login' });
    const ts = await say(url);
    await tell('0', [url], { source: 'composer', unfurl_id: `${TEAM}.${ts}` } as object);
    await until(() => shown(ts)?.includes('Login'));
  });
});

describe('a link to a preview', () => {
  it('gets a card with its state, from what is known already', async () => {
    await addPreview();
    const ts = await say(`${PREVIEW}/login?next=/`);
    await until(() => shown(ts)?.includes('*Ready* · `feature/login`'));
    expect(shown(ts)).toContain('preview:logs');
    expect(shown(ts)).toContain('preview:open');
    expect(world.house.vendors.platform.calls).toEqual([]);
  });

  it('offers to open none that is gone', async () => {
    await addPreview({ state: 'expired' });
    const ts = await say(PREVIEW);
    await until(() => shown(ts)?.includes('*Expired*'));
    expect(shown(ts)).not.toContain('preview:open');
  });
});

describe('stays a link', () => {
  const stays = async (event: { user?: string; more?: object }, urls?: string[]) => {
    const { url } = world.house.vendors.tracker.add({ title: 'Secret' });
    await addPreview({ id: 'pv-secret' });
    const ts = await say(`${url} ${urls?.join(' ') ?? ''}`, DEE);
    await tell(ts, urls ?? [url, PREVIEW], event);
    // What is told later is done later.
    const next = await say(`${PREVIEW}/next`);
    await until(() => shown(next)?.includes('*Ready*'));
    expect(shown(ts)).not.toMatch(/Secret|Ready/);
    expect(world.slack.calls('chat.unfurl')).toHaveLength(1);
  };

  it('of somebody of whom Slack does not tell that they belong here', () => stays({ user: 'U0STRANGER' }));

  it('of BuildRunner itself', () => stays({ user: 'U01BUILD001' }));

  it('in a channel that is shared with another company', () =>
    stays({ more: { is_ext_shared_channel: true } }));

  it('to what is nobody’s whom we know', () => stays({}, ['https://evil.example/PROJ-1']));
});

it('shows five cards at most, each once', async () => {
  const urls = Array.from({ length: 7 }, (_, index) => {
    return world.house.vendors.tracker.add({ title: `Issue ${index}` }).url;
  });
  const ts = await say(urls.join(' '));
  await tell(ts, [...urls, ...urls]);
  await until(() => shown(ts)?.includes('Issue 4'));
  expect(shown(ts)).not.toContain('Issue 5');
});

it('takes it that the message is gone meanwhile', async () => {
  await addPreview();
  await tell('1.1', [PREVIEW]);
  await until(() => world.slack.calls('chat.unfurl').length === 1);
  const ts = await say(PREVIEW);
  await until(() => shown(ts)?.includes('*Ready*'));
  expect(world.house.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
});
