/**
 * A value as it stands in a JQL query, in quotation marks that nothing within can end: what people type must not work as
 * an operator or a function.
 *
 * Source: https://support.atlassian.com/jira-software-cloud/docs/what-is-advanced-search-in-jira-cloud/
 */
export function quoted(value: string): string {
  // Control characters mean nothing in a query, and Jira refuses some of them.
  const oneLine = value.replace(/\p{Cc}+/gu, ' ');
  return `"${oneLine.replace(/[\\"]/g, '\\$&')}"`;
}

/** Words for Jira's text search, which matches the beginnings of words: `log` finds "Login". Without its own operators. */
export function searchWords(text: string): string[] {
  return (
    text
      .slice(0, LONGEST_TEXT)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).map((word) => `${word}*`);
}

/** What people type ahead is shorter; Jira refuses very long queries. */
const LONGEST_TEXT = 200;

/**
 * A point in time as JQL takes it: `2026-11-24 10:30`, in whole minutes and in the time zone of the account that asks.
 * Where the clock is put back an hour comes twice, and Jira does not say which it takes: then the earlier hour is meant
 * either way.
 *
 * @param timeZone an IANA name; one that is not known counts as UTC
 */
export function jqlTime(at: Date, timeZone: string): string {
  const format = formatter(timeZone);
  const written = writeMinute(format, at);
  const later = writeMinute(format, new Date(at.getTime() + HOUR_MS));
  return written === later ? writeMinute(format, new Date(at.getTime() - HOUR_MS)) : written;
}

const HOUR_MS = 3_600_000;

function writeMinute(format: Intl.DateTimeFormat, at: Date): string {
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${parts.year}-${parts.month}-${parts.day} ${parts.hour}:${parts.minute}`;
}

function formatter(timeZone: string): Intl.DateTimeFormat {
  const options = {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  } as const;
  try {
    return new Intl.DateTimeFormat('en', { ...options, timeZone });
  } catch {
    return new Intl.DateTimeFormat('en', { ...options, timeZone: 'UTC' });
  }
}
