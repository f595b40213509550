import type { JobLog } from '../../src/jobs/job-worker.ts';

export interface LogLine {
  level: 'info' | 'warn' | 'error';
  message: string;
  fields: Record<string, unknown>;
}

/** A log that remembers its lines. */
export function recordedLog(): JobLog & { lines: LogLine[] } {
  const lines: LogLine[] = [];
  const at = (level: LogLine['level']) => (fields: object, message: string) => {
    lines.push({ level, message, fields: { ...fields } });
  };
  return { lines, info: at('info'), warn: at('warn'), error: at('error') };
}
