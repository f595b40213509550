import type { PreviewRow, Timestamp } from '../store/schema.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** How long before its end people are warned. */
const WARNING_MS = DAY_MS;

/** When a preview that becomes ready or is extended now is to be removed. */
export function expiryFrom(now: Date, retentionDays: number): Timestamp {
  return new Date(now.getTime() + retentionDays * DAY_MS).toISOString();
}

/** What time asks of a preview: nothing, a warning a day ahead, or its end. */
export function dueStep(preview: PreviewRow, now: Date): 'warn' | 'expire' | undefined {
  if (preview.expires_at === null) return undefined;
  if (preview.state !== 'ready' && preview.state !== 'expiring') return undefined;
  const leftMs = Date.parse(preview.expires_at) - now.getTime();
  if (leftMs <= 0 && preview.state === 'expiring') return 'expire';
  return leftMs <= WARNING_MS && preview.state === 'ready' ? 'warn' : undefined;
}

/** A warning is worth nothing without the time to act on it: one that comes late puts the end off. */
export function warning(preview: PreviewRow, now: Date): Pick<PreviewRow, 'state' | 'expires_at'> {
  const inADay = new Date(now.getTime() + WARNING_MS).toISOString();
  const { expires_at: end } = preview;
  return { state: 'expiring', expires_at: end !== null && end > now.toISOString() ? end : inADay };
}

type Ending = Pick<PreviewRow, 'state' | 'expires_at' | 'failure'>;

/** It lives on until then, or until someone removes it; what hindered an earlier removal no longer matters. */
export function staying(until: Timestamp | null): Ending {
  return { state: 'ready', expires_at: until, failure: null };
}

/** Its time is over now, without a warning: someone, or the end of its branch, said so. */
export function endingAt(now: Date): Ending {
  return { state: 'expiring', expires_at: now.toISOString(), failure: null };
}
