import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ADA, DEPLOYS, modal, startSlackWithApp, text, type WorldWithApp } from './support.ts';

let world: WorldWithApp;
beforeEach(async () => {
  world = await startSlackWithApp();
});
afterEach(() => world.close());

const view = () => world.slack.snapshot(ADA);
const top = () => view().modals.at(-1);

async function openModal(change: Record<string, unknown> = {}) {
  world.app.command('/buildrunner', async ({ ack, body, client }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: modal(change) });
  });
  await world.slack.act('command', { as: ADA, channel: DEPLOYS, command: '/buildrunner', text: 'name' });
  await vi.waitFor(() => expect(top()).toBeDefined());
  return top()?.id ?? '';
}

const filled = { name: { value: { type: 'plain_text_input', value: 'web-app' } } };

describe('modals', () => {
  it('holds back an empty required field without asking the app', async () => {
    const viewId = await openModal();
    const result = await world.slack.act('submit', { as: ADA, viewId, state: {} });
    expect(result).toEqual({ ok: false, errors: { name: 'Please complete this required field.' } });
  });

  it('shows the errors the app answers with, then closes on an empty answer', async () => {
    const viewId = await openModal();
    const values: (string | null | undefined)[] = [];
    world.app.view('name', async ({ ack, view: submitted }) => {
      values.push(submitted.state.values.name?.value?.value);
      if (values.length === 1) await ack({ response_action: 'errors', errors: { name: 'Taken' } });
      else await ack();
    });
    const act = () => world.slack.act('submit', { as: ADA, viewId, state: filled });
    expect(await act()).toEqual({ ok: false, errors: { name: 'Taken' } });
    expect(top()?.id).toBe(viewId);
    expect(await act()).toEqual({ ok: true });
    expect(top()).toBeUndefined();
    expect(values).toEqual(['web-app', 'web-app']);
  });

  it('updates in place and pushes on top', async () => {
    const viewId = await openModal();
    const before = top()?.hash;
    world.app.view('name', ({ ack }) =>
      ack({ response_action: 'update', view: modal({ callback_id: 'second', title: text('Second') }) }),
    );
    world.app.view('second', ({ ack }) =>
      ack({ response_action: 'push', view: modal({ callback_id: 'third' }) }),
    );
    world.app.view('third', ({ ack }) => ack({ response_action: 'clear' }));
    await world.slack.act('submit', { as: ADA, viewId, state: filled });
    expect(top()).toMatchObject({ id: viewId, title: text('Second') });
    expect(top()?.hash).not.toBe(before);
    await world.slack.act('submit', { as: ADA, viewId, state: filled });
    expect(view().modals.map(({ callbackId }) => callbackId)).toEqual(['second', 'third']);
    await world.slack.act('submit', { as: ADA, viewId: top()?.id ?? '', state: filled });
    expect(view().modals).toEqual([]);
  });

  it('keeps the modal and says why when the answer is not one Slack takes', async () => {
    const viewId = await openModal();
    world.app.view('name', ({ ack }) => ack({ response_action: 'errors', errors: { nowhere: 'no' } }));
    const result = await world.slack.act('submit', { as: ADA, viewId, state: filled });
    expect(result).toEqual({ ok: false, error: 'We had some trouble connecting. Try again?' });
    expect(view().notices.at(-1)?.text).toContain('nowhere');
    expect(top()?.id).toBe(viewId);
  });

  it('tells the app of a closed modal only where it asked to', async () => {
    const viewId = await openModal({ notify_on_close: true });
    const closed: string[] = [];
    world.app.view({ type: 'view_closed', callback_id: 'name' }, async ({ ack, view: gone }) => {
      await ack();
      closed.push(gone.id);
    });
    await world.slack.act('close', { as: ADA, viewId });
    expect(closed).toEqual([viewId]);
    expect(top()).toBeUndefined();
  });

  it('asks for suggestions and checks them', async () => {
    const element = { type: 'external_select', action_id: 'branch', min_query_length: 1 };
    const viewId = await openModal({
      blocks: [{ type: 'input', block_id: 'pick', label: text('Branch'), element }],
    });
    world.app.options('branch', ({ ack, options }) =>
      ack({
        options: [
          { text: text(`${options.value}-1`), value: 'x'.repeat(options.value === 'long' ? 151 : 1) },
        ],
      }),
    );
    const ask = (value: string) =>
      world.slack.act('suggest', {
        as: ADA,
        container: { viewId },
        blockId: 'pick',
        actionId: 'branch',
        value,
      });
    expect(await ask('main')).toEqual({ ok: true, options: [{ text: text('main-1'), value: 'x' }] });
    expect(await ask('')).toEqual({ ok: true, options: [] });
    expect(await ask('long')).toEqual({ ok: false });
    expect(view().notices.at(-1)?.text).toContain('[json-pointer:/options/0/value]');
  });
});
