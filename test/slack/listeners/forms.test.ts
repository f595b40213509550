import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../../../src/governance/gate.ts';
import { ProviderError } from '../../../src/integrations/errors.ts';
import { findPreview } from '../../../src/store/previews.ts';
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
    const subscribe = async () => {
      throw new Error('the disk is full');
    };
    world = await openSlackWorld({ subscribe });
    await world.type('configure vercel');
    await world.submit({ ...fields, 'notification-channel': conversation(DEPLOYS) });
    await shown('The channel will not hear of it.');
    const blocks = JSON.stringify(world.modal()?.blocks);
    expect(blocks).toContain('Connection successful');
    expect(blocks).toMatch(/The log knows more under `ref-\d+`/);
    expect((await world.house.settings.read(TEAM)).integrations).toHaveLength(1);
  });
});

describe('the deploy form', () => {
  beforeEach(async () => {
    world = await openSlackWorld();
  });

  it('shows the card where the command was typed, unless another channel is chosen', async () => {
    await world.house.connect('vercel', TEAM);
    await world.type('deploy-preview');
    await world.submit(typed({ branch: 'feature/login' }));
    const [preview] = await world.house.database.db.selectFrom('previews').selectAll().execute();
    expect(preview).toMatchObject({ branch: 'feature/login', channel: DEPLOYS });
  });

  it.each(['Home', 'the shortcut'])('asks for a channel when opened from %s', async (place) => {
    await world.house.connect('vercel', TEAM);
    if (place === 'Home') {
      await world.slack.act('home', { as: ADA });
      const home = await until(() => world.home());
      await world.press({ viewId: home.id }, home.blocks, 'preview:new');
    } else {
      await world.slack.act('shortcut', { as: ADA, callbackId: 'deploy-qa-preview' });
    }
    await until(() => world.modal());
    const branch = typed({ branch: 'feature/login' });
    const incomplete = await world.submit(branch);
    expect(incomplete.errors).toHaveProperty('card-channel');
    await world.submit({ ...branch, 'card-channel': conversation(ADAS_DIRECT_MESSAGE) });
    const [preview] = await world.house.database.db.selectFrom('previews').selectAll().execute();
    expect(await findPreview(world.house.database.db, preview?.id ?? '')).toMatchObject({
      channel: ADAS_DIRECT_MESSAGE,
    });
  });

  it('names the rule that refused, in plain words beside the field', async () => {
    await world.close();
    const { previews } = world.house.rooms;
    const request = async () => {
      throw new Refusal('This takes `deployer`.', 'roles');
    };
    world = await openSlackWorld({ previews: { ...previews, request } });
    await world.type('deploy-preview');
    const { errors } = await world.submit(typed({ branch: 'feature/login' }));
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

describe('a form that Slack does not let open any more', () => {
  beforeEach(async () => {
    world = await openSlackWorld();
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
