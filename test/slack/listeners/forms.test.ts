import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../../../src/governance/gate.ts';
import { ProviderError } from '../../../src/integrations/errors.ts';
import { insertPreview } from '../../../src/store/previews.ts';
import { previewRow } from '../../previews/preview-row.ts';
import { until } from '../../support/until.ts';
import { TYPED } from '../house.ts';
import { ADA, ADAS_DIRECT_MESSAGE, DEPLOYS, openSlackWorld, type SlackWorld, TEAM } from '../slack-world.ts';

let world: SlackWorld;
afterEach(() => world.close());

const typed = (values: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, { type: 'plain_text_input', value }]),
  );

const conversation = (id: string) => ({ type: 'conversations_select', selected_conversation: id });

describe('the configure form', () => {
  const fields = typed(TYPED.vercel);
  const shown = (text: string) => until(() => JSON.stringify(world.modal()?.blocks ?? '').includes(text));

  it('opens from Home, where there is no channel to begin with', async () => {
    world = await openSlackWorld();
    await world.slack.act('home', { as: ADA });
    const home = await until(() => world.home());
    await world.press({ viewId: home.id }, home.blocks, 'integration:configure');
    const modal = await until(() => world.modal());
    expect(modal.callbackId).toBe('configure-form');
    expect(JSON.stringify(modal.blocks)).not.toContain('initial_conversation');
  });

  it('tells how the test went in a direct message, where it was closed meanwhile', async () => {
    world = await openSlackWorld();
    const { vendors } = world.house;
    let answer = () => {};
    vendors.ready = new Promise((resolve) => {
      answer = resolve;
    });
    vendors.report = { summary: 'As <!channel>.', details: [] };
    await world.type('configure vercel');
    await world.submit(fields);
    await shown('It goes on if you close this');
    expect(world.modal()?.close?.text).toBe('Close');
    await world.slack.act('close', { as: ADA, viewId: world.modal()?.id ?? '' });
    answer();
    const [told] = await until(() => world.directMessages().length > 0 && world.directMessages());
    expect(told?.text).toBe(':white_check_mark: Vercel is configured. As &lt;!channel&gt;.');
  });

  it('tells in a direct message that nothing was saved, where it was closed meanwhile', async () => {
    world = await openSlackWorld();
    const { vendors } = world.house;
    let answer = () => {};
    vendors.ready = new Promise((resolve) => {
      answer = resolve;
    });
    vendors.report = new ProviderError('unauthorized', 'The token was refused.');
    await world.type('configure vercel');
    await world.submit(fields);
    await shown('It goes on if you close this');
    await world.slack.act('close', { as: ADA, viewId: world.modal()?.id ?? '' });
    answer();
    const [told] = await until(() => world.directMessages().length > 0 && world.directMessages());
    expect(told?.text).toBe(':warning: Vercel is not configured. The token was refused.');
    expect((await world.house.settings.read(TEAM)).integrations).toEqual([]);
  });

  it('shows that all is saved, though the channel will not hear of it', async () => {
    world = await openSlackWorld();
    world.house.rooms.subscriptions.ensure = async () => {
      throw new Error('the disk is full');
    };
    await world.type('configure vercel');
    await world.submit({ ...fields, 'notification-channel': conversation(DEPLOYS) });
    await shown('The channel will not hear of it.');
    const blocks = JSON.stringify(world.modal()?.blocks);
    expect(blocks).toContain('Connection successful');
    expect(blocks).toMatch(/The log knows more under `ref-\d+`/);
    expect((await world.house.settings.read(TEAM)).integrations).toHaveLength(1);
  });

  it('says how the channel gets to hear of it where the bot is not', async () => {
    world = await openSlackWorld();
    await world.type('configure vercel');
    await world.submit({ ...fields, 'notification-channel': conversation('C01GENERAL1') });
    await shown('The channel does not hear of it yet. BuildRunner is not in this channel.');
    const { subscriptions } = await world.house.settings.read(TEAM);
    expect(subscriptions).toMatchObject([{ events: ['all'], paused: { reason: 'not_in_channel' } }]);
  });
});

const branch = (name: string) => ({
  branch: { 'preview:branch': { type: 'external_select', selected_option: { value: name } } },
});

const card = (channel: string) => ({ 'card-channel': { value: conversation(channel) } });

describe('the deploy form', () => {
  beforeEach(async () => {
    world = await openSlackWorld();
    await world.house.connect('vercel', TEAM);
  });

  const only = async () => {
    const [preview] = await world.house.database.db.selectFrom('previews').selectAll().execute();
    return preview;
  };
  async function submit(state: Record<string, Record<string, unknown>>) {
    const { id } = await until(() => world.modal());
    return world.slack.act('submit', { as: ADA, viewId: id, state });
  }
  async function suggest(blockId: string, actionId: string, value: string): Promise<string[]> {
    const { id } = await until(() => world.modal());
    const container = { viewId: id };
    const { options = [] } = await world.slack.act('suggest', {
      as: ADA,
      container,
      blockId,
      actionId,
      value,
    });
    return options.map((option) => String(option.value));
  }

  it('shows the card where the command was typed, unless another channel is chosen', async () => {
    await world.type('deploy-preview');
    await submit(branch('feature/login'));
    expect(await only()).toMatchObject({ branch: 'feature/login', channel: DEPLOYS, microstep_id: null });
  });

  it.each(['Home', 'the shortcut'])('asks for a channel when opened from %s', async (place) => {
    if (place === 'Home') {
      await world.slack.act('home', { as: ADA });
      const home = await until(() => world.home());
      await world.press({ viewId: home.id }, home.blocks, 'preview:new');
    } else {
      await world.slack.act('shortcut', { as: ADA, callbackId: 'deploy-qa-preview' });
    }
    const incomplete = await submit(branch('feature/login'));
    expect(incomplete.errors).toHaveProperty('card-channel');
    await submit({ ...branch('feature/login'), ...card(ADAS_DIRECT_MESSAGE) });
    expect(await only()).toMatchObject({ channel: ADAS_DIRECT_MESSAGE });
  });

  it('finds branches of the repository and of earlier previews, and takes what is typed', async () => {
    await world.house.connect('github', TEAM);
    world.house.vendors.branches = ['feature/login', 'feature/logout', 'main'];
    const { db } = world.house.database;
    await insertPreview(db, previewRow({ workspace_id: TEAM, branch: 'old/LOGIN' }));
    await insertPreview(db, previewRow({ id: 'pv-2', workspace_id: TEAM, branch: 'feature/login' }));
    await world.type('deploy-preview');
    const find = (text: string) => suggest('branch', 'preview:branch', text);
    expect(await find('log')).toEqual(['feature/login', 'feature/logout', 'old/LOGIN', 'log']);
    expect(await find('feature/login')).toEqual(['feature/login']);
    expect(await find('two words')).toEqual([]);
    expect(await find('')).toHaveLength(4);
    expect(await find('x'.repeat(151))).toEqual([]);
    world.house.vendors.branches = new ProviderError('unavailable', 'GitHub is down.');
    expect(await find('login')).toEqual(['feature/login', 'old/LOGIN', 'login']);
  });

  it('finds the microstep that it is for, and one of several platforms', async () => {
    await world.house.connect('netlify', TEAM);
    await world.type('step add Build the login form');
    await world.type('deploy-preview');
    expect(await suggest('microstep', 'preview:microstep', 'login')).toEqual(['p1.s1.ms1']);
    const step = { type: 'external_select', selected_option: { value: 'p1.s1.ms1' } };
    const platform = { type: 'static_select', selected_option: { value: 'netlify' } };
    await submit({
      ...branch('feature/login'),
      microstep: { 'preview:microstep': step },
      platform: { value: platform },
    });
    const [added] = await world.house.database.db.selectFrom('microsteps').selectAll().execute();
    expect(await only()).toMatchObject({ provider: 'netlify', microstep_id: added?.id });
  });

  it('opens filled from the button of a refusal that a preview would mend', async () => {
    const branchOfStep = { branch: 'feature/login' };
    const admin = { workspaceId: TEAM, userId: ADA, role: 'admin' as const };
    await world.house.rooms.plan.add(admin, 'Try it', branchOfStep);
    const { plan } = world.house.rooms;
    plan.setStatus = async () => {
      throw new Refusal('Not before QA.', 'integrations.require_preview_for_phase: QA', {
        mend: { deploy: { microstep: 'p1.s1.ms1' } },
      });
    };
    await world.type('step p1.s1.ms1 done');
    const said = await until(() => world.messages().find(({ text }) => text.includes('Not before QA.')));
    expect(said.text).toContain('require_preview_for_phase: QA');
    await world.press({ messageTs: said.ts, channel: DEPLOYS }, said.blocks, 'preview:new');
    const blocks = JSON.stringify((await until(() => world.modal())).blocks);
    expect(blocks).toContain('"initial_option":{"text":{"type":"plain_text","text":"feature/login"');
    expect(blocks).toContain('"value":"p1.s1.ms1"');
  });

  it('says what is missing where nothing can be deployed', async () => {
    await world.house.settings.update(TEAM, (draft) => {
      draft.integrations = [];
    });
    await world.slack.act('shortcut', { as: ADA, callbackId: 'deploy-qa-preview' });
    await until(() => world.directMessages().some(({ text }) => text.includes('/buildrunner configure')));
    expect(world.modal()).toBeUndefined();
  });

  it('names the rule that refused, in plain words beside the field', async () => {
    world.house.rooms.previews.request = async () => {
      throw new Refusal('This takes `deployer`.', 'roles');
    };
    await world.type('deploy-preview');
    const { errors } = await submit(branch('feature/login'));
    expect(errors?.branch).toBe('This takes deployer.\nRule: governance/policy.yml: roles');
  });
});

describe('the link form', () => {
  let answer: () => void;

  /** Opens the form of a new microstep and submits it with an issue; the tracker answers when it may. */
  async function submit(externalId?: string) {
    world = await openSlackWorld();
    const { tracker } = world.house.vendors;
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const { get } = tracker;
    tracker.get = async (id) => {
      await asked;
      return get.call(tracker, id);
    };
    await world.house.connect('github', TEAM);
    const issue = tracker.add({ title: 'Login' });
    await world.type('step add Build the login form');
    await world.type('link-issue p1.s1.ms1');
    const { id } = await until(() => world.modal());
    const selected_option = { value: `int-github ${externalId ?? issue.externalId}` };
    const state = { issue: { 'issue:search': { type: 'external_select', selected_option } } };
    const result = await world.slack.act('submit', { as: ADA, viewId: id, state });
    return { result, id };
  }
  const shown = (text: string) => until(() => JSON.stringify(world.modal()?.blocks ?? '').includes(text));

  it('does not keep Slack waiting for the tracker, and shows what came of it', async () => {
    const { result } = await submit();
    expect(result).toMatchObject({ ok: true });
    await shown('One moment');
    answer();
    await shown('is linked to `p1.s1.ms1`');
  });

  it('comes again with the reason where it could not be done', async () => {
    await submit('no-such-issue');
    answer();
    await shown(':warning:');
    expect(world.modal()?.callbackId).toBe('link-form');
  });

  it('tells it in a direct message where it was closed meanwhile', async () => {
    const { id } = await submit();
    await shown('One moment');
    await world.slack.act('close', { as: ADA, viewId: id });
    answer();
    await until(() => world.directMessages().some(({ text }) => text.includes('is linked to')));
  });
});

it('the link form tells what nobody foresaw by the one reference that the log has', async () => {
  world = await openSlackWorld();
  await world.house.connect('github', TEAM);
  world.house.rooms.issues.links.link = async () => {
    throw new TypeError('no such method');
  };
  await world.type('step add Build the login form');
  await world.type('link-issue p1.s1.ms1');
  const { id } = await until(() => world.modal());
  const selected_option = { value: 'int-github 1' };
  const state = { issue: { 'issue:search': { type: 'external_select', selected_option } } };
  await world.slack.act('submit', { as: ADA, viewId: id, state });
  const told = () => /ref-\d+/.exec(JSON.stringify(world.modal()?.blocks ?? ''))?.[0];
  const reference = await until(() => told());
  const logged = world.house.log.lines.filter(({ fields }) => 'reference' in fields);
  expect(logged).toMatchObject([{ level: 'error', fields: { reference } }]);
});

describe('a form that Slack does not let open any more', () => {
  beforeEach(async () => {
    world = await openSlackWorld();
    await world.house.connect('vercel', TEAM);
    world.slack.failNext('views.open', { error: 'expired_trigger_id' });
  });

  const told = 'The form could not be opened in time.';

  it.each(['deploy-preview', 'configure vercel'])('is told in the answer to `%s`', async (text) => {
    await world.type(text);
    await until(() => world.messages().some((message) => message.ephemeral && message.text.includes(told)));
  });

  it('is told in a direct message after a shortcut', async () => {
    await world.slack.act('shortcut', { as: ADA, callbackId: 'deploy-qa-preview' });
    await until(() => world.directMessages().some(({ text }) => text.includes(told)));
  });

  it.each(['preview:new', 'integration:configure'])(
    'is told in a direct message after %s at Home',
    async (id) => {
      await world.slack.act('home', { as: ADA });
      const home = await until(() => world.home());
      await world.press({ viewId: home.id }, home.blocks, id);
      await until(() => world.directMessages().some(({ text }) => text.includes(told)));
    },
  );
});
