import { TIME_ZONE } from './account.ts';

const MINUTE = 60_000;

/** A time as Jira writes it, in the zone of the account that asks: `2026-03-02T11:00:00.000+0100`. */
export function jiraTime(at: number): string {
  const offset = offsetAt(at);
  const local = new Date(at + offset).toISOString().slice(0, -1);
  const minutes = Math.abs(offset) / MINUTE;
  const digits = (number: number) => String(number).padStart(2, '0');
  return `${local}${offset < 0 ? '-' : '+'}${digits(Math.floor(minutes / 60))}${digits(minutes % 60)}`;
}

/** A time as a query may hold it, read in that zone; undefined where it is none. Epoch milliseconds. */
export function readJqlTime(text: string): number | undefined {
  const [, year, month, day, hour = '0', minute = '0'] =
    /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?: (\d{1,2}):(\d{2}))?$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  const local = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute));
  // The offset depends on the time that is looked for: near a change of the clock the first guess may be off.
  return local - offsetAt(local - offsetAt(local));
}

const ZONE = new Intl.DateTimeFormat('en', { timeZone: TIME_ZONE, timeZoneName: 'longOffset' });

/** How far the zone is ahead of UTC at that time, in milliseconds. */
function offsetAt(at: number): number {
  const name = ZONE.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0'] = /([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  const size = (Number(hours) * 60 + Number(minutes)) * MINUTE;
  return sign === '-' ? -size : size;
}
