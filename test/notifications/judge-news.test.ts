import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeChannels, judgeNews, type News, type Verdict } from '../../src/notifications/judge-news.ts';
import {
  ENVIRONMENTS,
  EVENT_NAMES,
  type EventName,
  eventsOf,
  MODES,
  SUBSCRIPTION_EVENTS,
  type Subscription,
} from '../../src/store/subscription-schema.ts';
import { subscription } from './subscription.ts';

const NIGHT = '2026-01-05T23:30:00.000Z';
const NOON = '2026-01-05T12:00:00.000Z';

function news(changes: Partial<News> = {}): News {
  const about = { projectId: 'default', environment: 'preview', branch: 'feature/login' } as const;
  return { event: 'preview.ready', at: NOON, isFailure: false, ...about, ...changes };
}
const failed = (changes: Partial<News> = {}) => news({ event: 'build.failed', isFailure: true, ...changes });
const issue = (changes: Partial<News> = {}): News => ({
  event: 'issue.status',
  projectId: 'default',
  at: NOON,
  isFailure: false,
  ...changes,
});
const live = (changes: Partial<News> = {}) =>
  news({ event: 'deployment.completed', environment: 'production', branch: 'main', ...changes });

const quiet = { quiet: { from: '22:00', until: '07:00' }, timeZone: 'UTC' };

describe('what becomes of news', () => {
  it.each<[string, News, Partial<Subscription> & { events?: EventName[] }, boolean, Verdict['act']]>([
    ['first message of a thing', news(), {}, false, 'post'],
    ['the next', news(), {}, true, 'update'],
    ['the first, in threads', news(), { mode: 'thread' }, false, 'post'],
    ['the next, in threads', news(), { mode: 'thread' }, true, 'thread'],
    ['the first, flat', news(), { mode: 'flat' }, false, 'flat'],
    ['the next, flat', news(), { mode: 'flat' }, true, 'flat'],
    ['of its group', failed(), { events: ['previews'] }, false, 'post'],
    ['of another group', issue(), { events: ['previews'] }, false, 'nothing'],
    ['of another event', failed(), { events: ['preview.ready'] }, false, 'nothing'],
    ['of another project', news({ projectId: 'other' }), {}, false, 'nothing'],
    ['a failure, of failures only', failed(), { onlyFailures: true }, false, 'post'],
    ['no failure, of failures only', news(), { onlyFailures: true }, false, 'nothing'],
    ['a production that failed', live({ isFailure: true }), { onlyFailures: true }, false, 'post'],
    ['of a branch of the glob', news(), { branch: 'feature/*' }, false, 'post'],
    ['of a branch deeper', news({ branch: 'feature/a/b' }), { branch: 'feature/*' }, false, 'nothing'],
    ['of a branch however deep', news({ branch: 'feature/a/b' }), { branch: 'feature/**' }, false, 'post'],
    ['of another branch', live(), { branch: 'feature/*' }, false, 'nothing'],
    ['of no branch', issue(), { branch: '**' }, false, 'nothing'],
    ['of the environment', live(), { environment: 'production' }, false, 'post'],
    ['of the other', news(), { environment: 'production' }, false, 'nothing'],
    ['of none', issue(), { environment: 'preview' }, false, 'nothing'],
    ['in a digest', news(), { digestAt: '09:00' }, true, 'hold'],
    ['a failure in a digest', failed(), { digestAt: '09:00' }, false, 'hold'],
    ['at night', news({ at: NIGHT }), quiet, false, 'hold'],
    ['a failure at night', failed({ at: NIGHT }), quiet, false, 'post'],
    ['by day', news(), quiet, false, 'post'],
    ['in a pause', failed(), { paused: { reason: 'is_archived', at: NOON } }, true, 'nothing'],
  ])('%s', (_, given, { events = ['all'], ...options }, isShown, act) => {
    expect(judgeNews(given, subscription('C1', events, options), isShown).act).toBe(act);
  });

  it('waits for the time of whoever subscribed', () => {
    const digest = subscription('C1', ['all'], { digestAt: '09:00', timeZone: 'America/New_York' });
    expect(judgeNews(news(), digest, false)).toEqual({
      act: 'hold',
      why: 'digest',
      until: new Date('2026-01-05T14:00:00.000Z'),
    });
    const night = subscription('C1', ['all'], { ...quiet, timeZone: 'Europe/Berlin' });
    expect(judgeNews(news({ at: NIGHT }), night, false)).toEqual({
      act: 'hold',
      why: 'quiet',
      until: new Date('2026-01-06T06:00:00.000Z'),
    });
  });
});

describe('several subscriptions of a channel', () => {
  const acts = (...subscriptions: Subscription[]) =>
    [...judgeChannels(failed(), subscriptions, () => true)].map(([channel, { act }]) => `${channel} ${act}`);

  it.each<[string, Partial<Subscription>, Partial<Subscription>, string]>([
    ['are told at once what one of them would hold', { digestAt: '09:00' }, {}, 'C1 update'],
    ['are told where one of them does not care', { onlyFailures: true }, { branch: 'main' }, 'C1 update'],
    ['are told as the loudest says', { mode: 'thread' }, { mode: 'flat' }, 'C1 flat'],
    ['are told aloud where one wants it', { mode: 'thread' }, { mode: 'update' }, 'C1 update'],
    ['go on where one is paused', { paused: { reason: 'x', at: NOON } }, { mode: 'thread' }, 'C1 thread'],
  ])('%s', (_, one, other, expected) => {
    const pair = [subscription('C1', ['all'], one), subscription('C1', ['previews'], other)];
    expect(acts(...pair)).toEqual([expected]);
    expect(acts(...pair.toReversed())).toEqual([expected]);
  });

  it('are held until the first of them is due', () => {
    const early = subscription('C1', ['all'], { digestAt: '13:00' });
    const late = subscription('C1', ['all'], { digestAt: '18:00' });
    const [verdict] = judgeChannels(news(), [late, early], () => false).values();
    expect(verdict).toMatchObject({ until: new Date('2026-01-05T13:00:00.000Z') });
  });
});

const anyNews: fc.Arbitrary<News> = fc.record(
  {
    event: fc.constantFrom(...SUBSCRIPTION_EVENTS),
    projectId: fc.constant('default'),
    at: fc
      .date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })
      .map((at) => at.toISOString()),
    isFailure: fc.boolean(),
    environment: fc.constantFrom(...ENVIRONMENTS),
    branch: fc.constantFrom('main', 'feature/login', 'dependabot/npm/x'),
  },
  { requiredKeys: ['event', 'projectId', 'at', 'isFailure'] },
);
const clock = fc.constantFrom('00:00', '07:00', '09:30', '22:00');
const anySubscription: fc.Arbitrary<Subscription> = fc
  .record(
    {
      channel: fc.constantFrom('C1', 'C2'),
      events: fc.uniqueArray(fc.constantFrom(...EVENT_NAMES), { minLength: 1 }),
      mode: fc.constantFrom(...MODES),
      branch: fc.constantFrom('main', 'feature/*', '**'),
      environment: fc.constantFrom(...ENVIRONMENTS),
      onlyFailures: fc.boolean(),
      digestAt: clock,
      quiet: fc.record({ from: clock, until: clock }),
      timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York'),
      paused: fc.constant({ reason: 'is_archived', at: NOON }),
    },
    { requiredKeys: ['channel', 'events', 'mode'] },
  )
  .map(({ channel, events, ...rest }) => subscription(channel, events, rest));

/** What can be seen of verdicts: when, and how. */
function shown(verdicts: Map<string, Verdict>): Record<string, unknown> {
  const entries = [...verdicts].map(([channel, verdict]) => {
    return [channel, verdict.act === 'hold' ? verdict.until : verdict.act] as const;
  });
  return Object.fromEntries(entries);
}

describe('whatever news meets whatever subscriptions', () => {
  it('a channel hears only of what one of its subscriptions names, of failures only where it says so', () => {
    fc.assert(
      fc.property(anyNews, anySubscription, fc.boolean(), (given, asked, isShown) => {
        const { act } = judgeNews(given, asked, isShown);
        if (act === 'nothing') return;
        expect(eventsOf(asked.events)).toContain(given.event);
        expect(asked.paused).toBeUndefined();
        if (asked.onlyFailures) expect(given.isFailure).toBe(true);
        if (given.isFailure && asked.digestAt === undefined) expect(act).not.toBe('hold');
      }),
    );
  });

  it('what is held is due later, and within the two days that a clock can make of one', () => {
    fc.assert(
      fc.property(anyNews, anySubscription, (given, asked) => {
        const verdict = judgeNews(given, asked, false);
        if (verdict.act !== 'hold') return;
        const heldMs = verdict.until.getTime() - Date.parse(given.at);
        expect(heldMs).toBeGreaterThan(0);
        expect(heldMs).toBeLessThanOrEqual(25 * 3_600_000);
      }),
    );
  });

  it('a channel has one verdict, and one more subscription never makes it quieter', () => {
    const loudness: Verdict['act'][] = ['nothing', 'hold', 'thread', 'update', 'post', 'flat'];
    const isShown = () => true;
    fc.assert(
      fc.property(anyNews, fc.array(anySubscription), anySubscription, (given, some, more) => {
        const before = judgeChannels(given, some, isShown);
        const after = judgeChannels(given, [...some, more], isShown);
        expect(new Set(after.keys())).toEqual(new Set([...some, more].map(({ channel }) => channel)));
        for (const [channel, { act }] of before) {
          const then = loudness.indexOf(after.get(channel)?.act ?? 'nothing');
          expect(then).toBeGreaterThanOrEqual(loudness.indexOf(act));
        }
        expect(shown(judgeChannels(given, [more, ...some].toReversed(), isShown))).toEqual(shown(after));
      }),
    );
  });
});
