import type { BuildLogLine } from '../contract.ts';

/**
 * A text that a vendor logged at once as lines. The line break at its end begins no line; an empty line in between is
 * worth keeping: it separates one message from the next.
 */
export function logLines(
  written: string,
  { isError, at }: { isError: boolean; at?: Date | undefined },
): BuildLogLine[] {
  return written
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((text) => ({ text, stream: isError ? 'stderr' : 'stdout', ...(at ? { at } : {}) }));
}
