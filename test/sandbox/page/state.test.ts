import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toRows } from '../../../src/sandbox/page/state/message-groups.ts';
import { formatRoute, parseRoute } from '../../../src/sandbox/page/state/route.ts';
import { shareUnchanged } from '../../../src/sandbox/page/state/share-unchanged.ts';
import { isThreadOnly, repliesTo } from '../../../src/sandbox/page/state/threads.ts';
import { markRead, unreadChannels } from '../../../src/sandbox/page/state/unread.ts';
import type { Message } from '../../../src/sandbox/page-api.ts';
import { richSnapshot } from './fixture-snapshot.ts';

const NOON = new Date(2026, 4, 4, 12).getTime();

function message(more: Partial<Message> & { ts: string }): Message {
  return {
    user: 'U2',
    text: '',
    blocks: [],
    edited: false,
    ephemeral: false,
    broadcast: false,
    replies: 0,
    ...more,
  };
}

describe('the route in the hash', () => {
  test.each([
    ['', { place: '' }],
    ['#/C123', { place: 'C123' }],
    ['#/home?as=U1', { place: 'home', as: 'U1' }],
    ['#/C123/17.01?as=U1', { place: 'C123', thread: '17.01', as: 'U1' }],
  ])('reads %j', (hash, route) => expect(parseRoute(hash)).toEqual(route));

  test('reads back what it wrote', () => {
    const id = fc.string({ minLength: 1 });
    fc.assert(
      fc.property(id, id, id, (place, thread, as) => {
        expect(parseRoute(formatRoute({ place, thread, as }))).toEqual({ place, thread, as });
      }),
    );
  });
});

describe('sharing what did not change between two snapshots', () => {
  test('gives the old object back for an equal value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(shareUnchanged(value, structuredClone(value))).toBe(value);
      }),
    );
  });

  test('gives the new value, whatever the old one was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (previous, next) => {
        expect(shareUnchanged(previous, structuredClone(next))).toEqual(next);
      }),
    );
  });

  test('keeps the parts beside a change', () => {
    const previous = { a: { deep: [1] }, b: { deep: [2] } };
    const shared = shareUnchanged(previous, { a: { deep: [1] }, b: { deep: [3] } });
    expect(shared.a).toBe(previous.a);
    expect(shared.b).not.toBe(previous.b);
  });
});

describe('unread channels', () => {
  const before = richSnapshot('U1', NOON);
  const withNews = (channel: string, more: Partial<Message> = {}) => ({
    ...before,
    messages: {
      ...before.messages,
      [channel]: [...before.messages[channel]!, message({ ts: '9999999999.000001', ...more })],
    },
  });
  const marks = markRead({}, before, 'C1');

  test('what happened before one came is no news', () => {
    expect([...unreadChannels(marks, before)]).toEqual([]);
  });
  test('a message elsewhere is news until one looks', () => {
    const after = withNews('C2');
    expect([...unreadChannels(markRead(marks, after, 'C1'), after)]).toEqual(['C2']);
    expect([...unreadChannels(markRead(marks, after, 'C2'), after)]).toEqual([]);
  });
  test("neither one's own message nor a reply in a thread is news", () => {
    for (const more of [{ user: 'U1' }, { threadTs: '1.0' }]) {
      const after = withNews('C2', more);
      expect([...unreadChannels(marks, after)]).toEqual([]);
    }
  });
  test('nothing new gives the same marks', () => {
    expect(markRead(marks, before, 'C1')).toBe(marks);
  });
});

describe('threads', () => {
  const root = message({ ts: '1.0', threadTs: '1.0' });
  const reply = message({ ts: '2.0', threadTs: '1.0' });
  const broadcast = message({ ts: '3.0', threadTs: '1.0', broadcast: true });

  test('a thread holds the answers, and not its first message', () => {
    expect(repliesTo([root, reply, broadcast], '1.0')).toEqual([reply, broadcast]);
  });
  test('an answer stays out of the channel unless it was sent there too', () => {
    expect([root, reply, broadcast].map(isThreadOnly)).toEqual([false, true, false]);
  });
});

describe('rows of messages', () => {
  const at = (seconds: number, more: Partial<Message> = {}) =>
    message({ ts: `${NOON / 1_000 + seconds}.0001`, ...more });
  const compact = (...messages: Message[]) => toRows(messages).map((row) => row.compact);

  test('what one person says in one go stands under one name', () => {
    expect(compact(at(0), at(60), at(120, { user: 'U1' }))).toEqual([false, true, false]);
  });
  test('five minutes later the name is said again', () => {
    expect(compact(at(0), at(300))).toEqual([false, false]);
  });
  test('an ephemeral message stands alone', () => {
    expect(compact(at(0), at(1, { ephemeral: true }), at(2))).toEqual([false, false, false]);
  });
  test('a new day begins with a new name and its date', () => {
    const rows = toRows([at(0), at(1), at(86_400)]);
    expect(rows.map(({ newDay }) => newDay?.getDate())).toEqual([4, undefined, 5]);
  });
});
