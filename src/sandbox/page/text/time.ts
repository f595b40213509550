const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });
const RELATIVE = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });

const DAY_MS = 86_400_000;
const UNITS = [
  ['day', DAY_MS],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** `14:05` in the reader's own way. */
export function clock(at: Date): string {
  return CLOCK.format(at);
}

/** Everything about a moment, for a tooltip. */
export function fullTime(at: Date): string {
  return FULL.format(at);
}

/** "Today", "Yesterday", or the date. */
export function dayName(at: Date, now: Date): string {
  if (at.toDateString() === now.toDateString()) return 'Today';
  if (at.toDateString() === new Date(now.getTime() - DAY_MS).toDateString()) return 'Yesterday';
  return DAY.format(at);
}

/** "5 minutes ago"; "just now" within the last minute. */
export function ago(at: Date, now: Date): string {
  const passed = now.getTime() - at.getTime();
  const unit = UNITS.find(([, length]) => passed >= length);
  return unit ? RELATIVE.format(-Math.floor(passed / unit[1]), unit[0]) : 'just now';
}
