/** One thing that was looked at. */
export interface Finding {
  level: 'ok' | 'warn' | 'fail';
  /** `Slack`, `Disk`: what was looked at. */
  what: string;
  /** What was found; never a secret. */
  text: string;
  /** What a person can do about it. */
  mend?: string;
}

export function ok(what: string, text: string): Finding {
  return { level: 'ok', what, text };
}

export function warn(what: string, text: string, mend: string): Finding {
  return { level: 'warn', what, text, mend };
}

export function fail(what: string, text: string, mend: string): Finding {
  return { level: 'fail', what, text, mend };
}

/** An error's message in one line, with the cause that fetch hides behind "fetch failed". */
export function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause, message } = error;
  const text =
    cause instanceof Error ? cause.message || String(('code' in cause && cause.code) ?? message) : message;
  return text.replaceAll(/\s*\n\s*/g, ' ');
}
