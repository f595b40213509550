import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { jira } from '../../../../src/integrations/jira/index.ts';
import { ManualClock, until } from '../manual-clock.ts';
import { openReceiver } from '../receiver.ts';
import { adapterFor, openJira } from './harness.ts';
import { type Listening, NOW, openListening, SECRET } from './listening.ts';

const MINUTE = 60_000;
const IDENTIFIER = 'x-atlassian-webhook-identifier';

describe('deliveries', () => {
  let open: Listening;
  beforeEach(async () => {
    open = await openListening();
  });

  it('are tried five times more, five to fifteen minutes apart, with the same identifier and bytes', async () => {
    open.receiver.state.status = 503;
    await open.told('rename-issue', open.idOf('WEB-2'), { title: 'Other' });
    const state = () => open.section('Deliveries')[0]?.state ?? '';
    expect(state()).toBe('answered 503, again at 10:05 UTC');
    for (const [index, minutes] of [5, 7, 10, 12, 15].entries()) {
      const attempts = index + 2;
      open.clock.advance(minutes * MINUTE - 1);
      expect(open.receiver.received).toHaveLength(attempts - 1);
      open.clock.advance(1);
      await until(`attempt ${attempts}`, () => open.receiver.received.length === attempts);
      await until(
        'it was noted',
        () => open.section('Deliveries')[0]?.detail.endsWith(`${attempts} attempts`) === true,
      );
    }
    expect(state()).toBe('answered 503');
    open.clock.advance(24 * 60 * MINUTE);
    expect(open.receiver.received).toHaveLength(6);
    expect(new Set(open.understood().map(({ deliveryId }) => deliveryId)).size).toBe(1);
    expect(new Set(open.receiver.received.map(({ body }) => body.toString())).size).toBe(1);
    const retries = open.receiver.received.map(({ headers }) => headers['x-atlassian-webhook-retry']);
    expect(retries).toEqual([undefined, '1', '2', '3', '4', '5']);
  });

  it.each([
    [408, true],
    [409, true],
    [425, true],
    [429, true],
    [500, true],
    [400, false],
    [401, false],
    [404, false],
    [204, false],
  ])('after an answer of %i are tried again: %s', async (status, again) => {
    open.receiver.state.status = status;
    await open.told('rename-issue', open.idOf('WEB-2'), { title: 'Other' });
    expect(open.section('Deliveries')[0]?.state).toBe(
      again ? `answered ${status}, again at 10:05 UTC` : `answered ${status}`,
    );
  });

  it('can be lost, sent twice, and sent again by hand', async () => {
    const id = open.idOf('WEB-2');
    await open.act('drop-webhooks');
    await open.told('rename-issue', id, { title: 'Lost' });
    expect(open.section('Deliveries')[0]?.state).toBe('dropped on the way');
    expect(open.receiver.received).toHaveLength(0);
    await open.act('send-again', open.section('Deliveries')[0]?.id);
    await until('the lost one arrived', () => open.receiver.received.length === 1);
    await open.act('deliver-webhooks');
    await open.act('send-twice');
    await open.told('rename-issue', id, { title: 'Twice' });
    await until('both arrived', () => open.receiver.received.length === 3);
    expect(new Set(open.receiver.received.map(({ headers }) => headers[IDENTIFIER])).size).toBe(2);
  });

  it('are signed with the new secret once it is registered again', async () => {
    const { webhooks } = await adapterFor(open);
    expect(await webhooks.register(open.receiver.url, 'another')).toMatchObject({ secret: 'another' });
    await open.act('rename-issue', open.idOf('WEB-2'), { title: 'Other' });
    await open.settled();
    const [request, ...more] = open.receiver.received;
    expect(more).toEqual([]);
    expect(jira.webhook.verify(request!, [SECRET], NOW).ok).toBe(false);
    expect(jira.webhook.verify(request!, ['another'], NOW).ok).toBe(true);
    expect(open.section('Webhooks')).toHaveLength(1);
  });
});

describe('after a restart', () => {
  it('the world is as it was, and what was waiting is sent', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pretend-jira-'));
    const receiver = await openReceiver({ path: '/api/webhooks/jira' });
    const clock = new ManualClock();
    const statePath = join(folder, 'jira.json');
    const before = await openJira({ clock, statePath });
    const { webhooks, issues } = await adapterFor(before);
    await webhooks.register(receiver.url, SECRET);
    receiver.state.status = 500;
    const marker = 'f81d4fae-7dec-41d0-a765-00a0c91e6bf6';
    const made = await issues.create({ title: 'Survive', marker, description: '- [x] all' });
    await until(
      'it was noted',
      () => before.section('Deliveries')[0]?.state?.startsWith('answered 500') === true,
    );
    await before.close();
    expect(await readFile(statePath, 'utf8')).toContain('Survive');

    clock.advance(6 * MINUTE);
    receiver.state.status = 200;
    const after = await openJira({ clock, statePath });
    const again = await adapterFor(after);
    expect(await again.issues.get(made.externalId)).toEqual({
      ...made,
      url: `${after.base}/browse/WEB-8`,
    });
    await until('it was told', () => after.section('Deliveries')[0]?.state === 'answered 200');
    expect(receiver.received).toHaveLength(2);
    await after.close();
    await receiver.close();
    await rm(folder, { recursive: true });
  });
});
