import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOfSpan, isTimeZone, isWithin, LOCAL_TIME, nextTime } from '../../src/timing/local-time.ts';

const MINUTE_MS = 60_000;
const BERLIN = 'Europe/Berlin';
const NEW_YORK = 'America/New_York';

describe('the next time of day', () => {
  it.each([
    ['later today', '2026-01-05T07:59:00Z', '09:00', BERLIN, '2026-01-05T08:00:00Z'],
    ['at that very moment, tomorrow', '2026-01-05T08:00:00Z', '09:00', BERLIN, '2026-01-06T08:00:00Z'],
    ['another day there already', '2026-01-05T16:00:00Z', '00:30', 'Asia/Tokyo', '2026-01-06T15:30:00Z'],
    ['half an hour aside', '2026-01-05T00:00:00Z', '09:00', 'Asia/Kolkata', '2026-01-05T03:30:00Z'],
    // The clock goes from 02:00 to 03:00 on 29 March 2026.
    ['the evening before summer time', '2026-03-28T20:00:00Z', '09:00', BERLIN, '2026-03-29T07:00:00Z'],
    ['skipped by the clock', '2026-03-28T20:00:00Z', '02:30', BERLIN, '2026-03-29T01:30:00Z'],
    ['the day after it was skipped', '2026-03-29T01:30:00Z', '02:30', BERLIN, '2026-03-30T00:30:00Z'],
    // The clock goes from 03:00 back to 02:00 on 25 October 2026.
    ['shown twice: the first', '2026-10-24T20:00:00Z', '02:30', BERLIN, '2026-10-25T00:30:00Z'],
    ['between the two: tomorrow', '2026-10-25T00:45:00Z', '02:30', BERLIN, '2026-10-26T01:30:00Z'],
    ['the morning after winter came', '2026-10-24T20:00:00Z', '09:00', BERLIN, '2026-10-25T08:00:00Z'],
    ['a whole day that never was', '2011-12-30T09:00:00Z', '09:00', 'Pacific/Apia', '2011-12-30T19:00:00Z'],
  ])('%s', (_, after, time, zone, expected) => {
    expect(nextTime(new Date(after), time, zone)).toEqual(new Date(expected));
  });
});

describe('quiet hours', () => {
  const night = { from: '22:00', until: '07:00' };

  it.each([
    ['21:59', false],
    ['22:00', true],
    ['00:00', true],
    ['06:59', true],
    ['07:00', false],
    ['12:00', false],
  ])('at %s', (time, within) => {
    expect(isWithin(new Date(`2026-01-05T${time}:30Z`), night, 'UTC')).toBe(within);
  });

  it.each([
    ['over midnight', '2026-01-05T22:00:00Z', night, BERLIN, '2026-01-06T06:00:00Z'],
    ['of a day', '2026-01-05T12:00:00Z', { from: '12:00', until: '13:00' }, 'UTC', '2026-01-05T13:00:00Z'],
    ['an hour shorter', '2026-03-28T22:00:00Z', night, BERLIN, '2026-03-29T05:00:00Z'],
    ['an hour longer', '2026-10-24T21:00:00Z', night, BERLIN, '2026-10-25T06:00:00Z'],
    [
      'that end in the hour that is skipped',
      '2026-03-29T00:30:00Z',
      { from: '22:00', until: '02:30' },
      BERLIN,
      '2026-03-29T01:00:00Z',
    ],
    [
      'that end in the hour shown twice',
      '2026-11-01T04:30:00Z',
      { from: '22:00', until: '01:30' },
      NEW_YORK,
      '2026-11-01T05:30:00Z',
    ],
    [
      'in the second of the two',
      '2026-11-01T06:15:00Z',
      { from: '22:00', until: '01:30' },
      NEW_YORK,
      '2026-11-01T06:30:00Z',
    ],
  ])('%s end', (_, at, span, zone, expected) => {
    expect(endOfSpan(new Date(at), span, zone)).toEqual(new Date(expected));
  });
});

const zone = fc.constantFrom(
  BERLIN,
  NEW_YORK,
  'UTC',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
);
const localTime = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
/** Whole minutes, many of them on the days on which clocks are changed. */
const moment = fc
  .tuple(
    fc.constantFrom(
      '2026-03-08',
      '2026-03-29',
      '2026-04-05',
      '2026-10-04',
      '2026-10-25',
      '2026-11-01',
      '2026-07-01',
    ),
    fc.integer({ min: -24 * 60, max: 48 * 60 }),
  )
  .map(([day, minutes]) => new Date(Date.parse(day) + minutes * MINUTE_MS));

describe('whatever the clock does', () => {
  it('a time of day comes once a day, and within 25 hours', () => {
    fc.assert(
      fc.property(moment, localTime, zone, (from, time, timeZone) => {
        const first = nextTime(from, time, timeZone);
        const second = nextTime(first, time, timeZone);
        expect(first.getTime()).toBeGreaterThan(from.getTime());
        const day = (at: Date) => at.toLocaleDateString('sv', { timeZone });
        expect(Temporal.PlainDate.from(day(first)).until(day(second)).days).toBe(1);
        expect(first.getTime() - from.getTime()).toBeLessThanOrEqual(25 * 60 * MINUTE_MS);
      }),
    );
  });

  it('a span ends at the first moment that is not within it', () => {
    fc.assert(
      fc.property(moment, localTime, localTime, zone, (at, from, until, timeZone) => {
        fc.pre(from !== until && isWithin(at, { from, until }, timeZone));
        let expected = at;
        while (isWithin(expected, { from, until }, timeZone)) {
          expected = new Date(expected.getTime() + MINUTE_MS);
        }
        expect(endOfSpan(at, { from, until }, timeZone)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});

it('knows time zones and times of day from other words', () => {
  expect([BERLIN, 'Etc/UTC', 'UTC'].every(isTimeZone)).toBe(true);
  expect(['', 'Berlin', 'Europe/Atlantis'].some(isTimeZone)).toBe(false);
  expect(['00:00', '09:05', '23:59'].every((time) => LOCAL_TIME.test(time))).toBe(true);
  expect(['24:00', '9:00', '09:60', '09:00 ', 'nine'].some((time) => LOCAL_TIME.test(time))).toBe(false);
});
