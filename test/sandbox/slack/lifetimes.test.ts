import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startApp } from './raw-app.ts';
import { ADA, DEPLOYS, modal, startSlack, type World } from './support.ts';

describe('triggers, hashes and the modal stack', () => {
  let world: World;
  let app: Awaited<ReturnType<typeof startApp>>;
  let clock: number;
  beforeEach(async () => {
    clock = Date.parse('2026-01-01T00:00:00Z');
    app = await startApp([]);
    world = await startSlack({ requestUrl: () => app.url, now: () => new Date(clock) });
  });
  afterEach(async () => {
    await world.close();
    await app.close();
  });

  async function trigger(): Promise<string> {
    await world.slack.act('command', { as: ADA, channel: DEPLOYS, command: '/buildrunner', text: '' });
    return new URLSearchParams(app.received.at(-1)?.body).get('trigger_id') ?? '';
  }
  const open = (trigger_id: string) => world.call('views.open', { trigger_id, view: modal() });

  it('opens once', async () => {
    const id = await trigger();
    expect(await open(id)).toMatchObject({ ok: true });
    expect(await open(id)).toMatchObject({ error: 'exchanged_trigger_id' });
  });

  it('opens within three seconds', async () => {
    const [early, late] = [await trigger(), await trigger()];
    clock += 3_000;
    expect(await open(early)).toMatchObject({ ok: true });
    clock += 1;
    expect(await open(late)).toMatchObject({ error: 'expired_trigger_id' });
  });

  it('stacks three views', async () => {
    await open(await trigger());
    const push = async () => await world.call('views.push', { trigger_id: await trigger(), view: modal() });
    expect(await push()).toMatchObject({ ok: true });
    expect(await push()).toMatchObject({ ok: true });
    expect(await push()).toMatchObject({ error: 'push_limit_reached' });
    expect(world.slack.snapshot(ADA).modals).toHaveLength(3);
  });

  it('refuses an update on top of one the app has not seen', async () => {
    const { view } = (await open(await trigger())) as { view: { id: string; hash: string } };
    const update = { view_id: view.id, hash: view.hash, view: modal() };
    expect(await world.call('views.update', update)).toMatchObject({ ok: true });
    expect(await world.call('views.update', update)).toMatchObject({ error: 'hash_conflict' });
  });

  it('closes a response_url after thirty minutes', async () => {
    await trigger();
    const url = new URLSearchParams(app.received.at(-1)?.body).get('response_url') ?? '';
    const answer = () => fetch(url, { method: 'POST', body: JSON.stringify({ text: 'x' }) });
    clock += 30 * 60_000;
    expect((await answer()).status).toBe(200);
    clock += 1;
    const late = await answer();
    expect([late.status, await late.json()]).toEqual([404, { ok: false, error: 'expired_url' }]);
  });
});
