/**
 * Times of day as people mean them, on the clock of their own time zone (IANA: `Europe/Berlin`), through the days on which
 * that clock is changed.
 */

/** A time of day, `HH:MM` of 24 hours. */
export const LOCAL_TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** From one time of day until another, the latter left out; over midnight where it ends before it begins. */
export interface DailySpan {
  from: string;
  until: string;
}

/** Whether this platform knows a time zone of that name. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Whether the clock shows a time within the span. */
export function isWithin(at: Date, { from, until }: DailySpan, timeZone: string): boolean {
  const time = zoned(at, timeZone).toPlainTime().toString().slice(0, 5);
  return from <= until ? from <= time && time < until : from <= time || time < until;
}

/**
 * When it is next that time of day, after `after`. Once a day: where the clock is put back and shows it twice, the first
 * counts; where the clock skips it, it is as much later as the clock skips.
 */
export function nextTime(after: Date, localTime: string, timeZone: string): Date {
  const today = zoned(after, timeZone).toPlainDate();
  const days = [0, 1, 2].map((days) => onDay(today.add({ days }), localTime, timeZone, 'compatible'));
  return firstAfter(after, days);
}

/** When a span that goes on at `at` is over: the first moment at which the clock shows no time within it. */
export function endOfSpan(at: Date, span: DailySpan, timeZone: string): Date {
  const now = zoned(at, timeZone);
  const ends = [0, 1, 2].flatMap((days) => {
    const day = now.toPlainDate().add({ days });
    return (['earlier', 'later'] as const).map((which) => onDay(day, span.until, timeZone, which));
  });
  // The clock may skip the end itself.
  const change = now.getTimeZoneTransition('next');
  const moments = change ? [...ends, new Date(change.epochMilliseconds)] : ends;
  return firstAfter(
    at,
    moments.filter((moment) => !isWithin(moment, span, timeZone)),
  );
}

function zoned(at: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
}

function onDay(
  day: Temporal.PlainDate,
  localTime: string,
  timeZone: string,
  disambiguation: 'compatible' | 'earlier' | 'later',
): Date {
  const moment = day.toPlainDateTime(Temporal.PlainTime.from(localTime));
  return new Date(moment.toZonedDateTime(timeZone, { disambiguation }).epochMilliseconds);
}

function firstAfter(after: Date, moments: readonly Date[]): Date {
  const later = moments.map((moment) => moment.getTime()).filter((time) => time > after.getTime());
  return new Date(Math.min(...later));
}
