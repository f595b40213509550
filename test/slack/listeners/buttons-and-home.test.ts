import { afterEach, describe, expect, it } from 'vitest';
import { ProviderError } from '../../../src/integrations/errors.ts';
import { previewCard } from '../../../src/slack/cards/preview-card.ts';
import { insertPreview } from '../../../src/store/previews.ts';
import { appendRunnerEvents } from '../../../src/store/runner-events.ts';
import { insertSyncRun } from '../../../src/store/sync-history.ts';
import { previewRow } from '../../previews/preview-row.ts';
import { at, eventRow, syncRunRow } from '../../store/rows.ts';
import { until } from '../../support/until.ts';
import { ADA, DEE, DEPLOYS, openSlackWorld, type SlackWorld, TEAM } from '../slack-world.ts';

let world: SlackWorld;
afterEach(() => world.close());

/** A card in #deploys, as the delivery would have posted it; presses one of its buttons. */
async function press(id: string, changes: Parameters<typeof previewRow>[0]) {
  const preview = previewRow({ workspace_id: TEAM, channel: DEPLOYS, requested_by: ADA, ...changes });
  await insertPreview(world.house.database.db, preview);
  const card = previewCard(preview, { providerName: 'Vercel' });
  await world.client.chat.postMessage({ channel: DEPLOYS, ...card });
  const { ts, blocks } = world.messages().at(-1)!;
  return world.press({ messageTs: ts, channel: DEPLOYS }, blocks, id);
}

describe('the buttons of a card', () => {
  it('say to the person alone why something could not be done', async () => {
    world = await openSlackWorld();
    await press('preview:extend', { state: 'ready', expires_at: '2026-01-12T10:00:00.000Z' });
    await world.house.database.db.updateTable('previews').set({ state: 'failed' }).execute();
    const { ts, blocks } = world.messages().at(-1)!;
    await world.press({ messageTs: ts, channel: DEPLOYS }, blocks, 'preview:extend');
    const told = await until(() => world.messages().find(({ ephemeral }) => ephemeral));
    expect(told.text).toContain('is failed; this takes one that is ready');
  });

  it('show the build log in a modal', async () => {
    world = await openSlackWorld();
    await world.house.connect('vercel', TEAM);
    const { externalId } = world.house.vendors.platform.add({ state: 'failed' });
    const changes = { state: 'failed', external_id: externalId, integration_id: 'int-vercel' } as const;
    await press('preview:logs', changes);
    await until(() => JSON.stringify(world.modal()?.blocks ?? '').includes('npm error code ELIFECYCLE'));
  });

  it('turn the pages of the whole log in the same modal', async () => {
    world = await openSlackWorld();
    await world.house.connect('vercel', TEAM);
    const { platform } = world.house.vendors;
    platform.log = Array.from({ length: 3_000 }, (_, line) => `step ${line} of the build`);
    const { externalId } = platform.add({ state: 'failed' });
    const changes = { state: 'failed', external_id: externalId, integration_id: 'int-vercel' } as const;
    await press('preview:logs', changes);
    const shown = (text: string) =>
      until(() => JSON.stringify(world.modal()?.blocks ?? '').includes(text) && world.modal());
    const { id: viewId, blocks } = await shown('The whole log, 3000 lines');
    await world.press({ viewId }, blocks, 'preview:log-page');
    const first = await shown('Page 1 of');
    expect(first.id).toBe(viewId);
    expect(JSON.stringify(first.blocks)).toContain('step 0 of the build');
    await world.press({ viewId }, first.blocks, 'preview:log-page:next');
    await shown('Page 2 of');
    await world.press({ viewId }, (await shown('Page 2 of')).blocks, 'preview:log-page:last');
    expect(JSON.stringify((await shown('step 2999 of the build')).blocks)).not.toContain('"Next"');
  });

  it('tell that the log’s modal could not be opened in time', async () => {
    world = await openSlackWorld();
    world.slack.failNext('views.open', { error: 'expired_trigger_id' });
    await press('preview:logs', { state: 'failed', external_id: 'dpl_1' });
    const told = await until(() => world.messages().find(({ ephemeral }) => ephemeral));
    expect(told.text).toContain('could not be opened in time');
  });

  it('take it calmly where the log’s modal was closed before the log came', async () => {
    world = await openSlackWorld();
    world.slack.failNext('views.update', { error: 'not_found' });
    await press('preview:logs', { state: 'failed', external_id: 'dpl_1' });
    const line = () => world.house.log.lines.find(({ message }) => message.includes('was closed before'));
    expect((await until(line)).level).toBe('info');
    expect(world.house.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

describe('the audit log’s button', () => {
  it('turns the page in its place, for those who may read it', async () => {
    world = await openSlackWorld();
    for (let i = 0; i < 16; i += 1) {
      const event = eventRow({
        id: `a${i}`,
        workspace_id: TEAM,
        action: `page.turned${i}`,
        created_at: at(i),
      });
      await appendRunnerEvents(world.house.database.db, event);
    }
    await world.type('audit');
    const page = await until(() => world.messages().find(({ text }) => text.includes('15 audit events')));
    await world.press({ messageTs: page.ts, channel: DEPLOYS }, page.blocks, 'audit:older');
    const older = await until(() => world.messages().find(({ text }) => text.includes('1 audit event,')));
    expect(JSON.stringify(older.blocks)).toContain('page.turned0');
    expect(older.ts).toBe(page.ts);
  });

  it('leads nowhere for whoever may not', async () => {
    world = await openSlackWorld();
    await world.type('audit', DEPLOYS, DEE);
    const told = await until(() => world.messages(DEPLOYS, DEE).find(({ ephemeral }) => ephemeral));
    expect(told.text).toContain('This takes the role admin');
  });
});

describe('Home', () => {
  it('tests a connection, tells the person what came of it, and shows it at once', async () => {
    world = await openSlackWorld();
    await world.house.connect('vercel', TEAM);
    world.house.vendors.report = new ProviderError('unauthorized', 'The token was refused.');
    await world.slack.act('home', { as: ADA });
    const home = await until(() => world.home());
    await world.press({ viewId: home.id }, home.blocks, 'integration:test');
    await until(() => world.directMessages().some(({ text }) => text.includes('The token was refused.')));
    await until(() => JSON.stringify(world.home()?.blocks).includes(':red_circle: failing'));
  });

  it('disconnects, and offers to configure again', async () => {
    world = await openSlackWorld();
    await world.house.connect('vercel', TEAM);
    await world.slack.act('home', { as: ADA });
    const home = await until(() => world.home());
    await world.press({ viewId: home.id }, home.blocks, 'integration:disconnect');
    await until(() => world.directMessages().some(({ text }) => text.includes('Vercel is disconnected')));
    await until(() => !JSON.stringify(world.home()?.blocks).includes('integration:disconnect'));
  });

  it('begins a sync', async () => {
    world = await openSlackWorld();
    await world.house.connect('github', TEAM);
    await world.slack.act('home', { as: ADA });
    const home = await until(() => world.home());
    await world.press({ viewId: home.id }, home.blocks, 'integration:sync');
    await until(() => world.directMessages().some(({ text }) => text.includes('The sync is running')));
  });

  it('tells how the latest syncs went, without those in which nothing was', async () => {
    world = await openSlackWorld();
    await world.house.connect('github', TEAM);
    const { db } = world.house.database;
    const own = { workspace_id: TEAM, integration_id: 'int-github' };
    const refused = { state: 'done', processed: 7, failed: 1, error: '#4: <!channel> refused' } as const;
    await insertSyncRun(db, syncRunRow({ ...own, ...refused }));
    await insertSyncRun(db, syncRunRow({ ...own, id: 'r2', state: 'done', started_at: at(5) }));
    await world.slack.act('home', { as: ADA });
    const home = JSON.stringify((await until(() => world.home())).blocks);
    expect(home).toContain('`github` · 7 processed, 0 linked, 0 updated, 1 failed, 0 conflicts');
    expect(home).toContain('#4: &lt;!channel&gt; refused');
    expect(home).not.toContain('· 0 processed');
  });

  it('says so where it cannot be drawn, with a reference that the log has too', async () => {
    const status = async () => {
      throw new Error('the disk is full');
    };
    world = await openSlackWorld({ status });
    await world.slack.act('home', { as: ADA });
    const home = await until(() => world.home());
    const [reference] = /ref-\d+/.exec(JSON.stringify(home.blocks)) ?? [];
    expect(reference).toBeDefined();
    expect(world.house.log.lines).toContainEqual(
      expect.objectContaining({ level: 'error', fields: expect.objectContaining({ reference }) }),
    );
  });
});
