import { type DestinationStream, type Logger, pino } from 'pino';
import type { Redactor } from './redact.ts';
import { currentTrace } from './trace.ts';

/**
 * A logger that can write no secret. Redaction takes the finished line apart and puts it together again, after pino has
 * interpolated, merged bindings and serialized errors with their causes: whatever way a secret came in, there is but
 * one way out.
 */
export function createLogger(options: {
  level: string;
  redactor: Redactor;
  /** Standard output where absent. */
  destination?: DestinationStream;
}): Logger {
  const { level, redactor, destination } = options;
  const settings = {
    level,
    mixin: () => ({ ...currentTrace() }),
    hooks: { streamWrite: (line: string) => redactLine(line, redactor) },
  };
  return destination ? pino(settings, destination) : pino(settings);
}

function redactLine(line: string, redactor: Redactor): string {
  let record: unknown;
  try {
    record = JSON.parse(line);
  } catch {
    // Not JSON, hence not from a serializer that could be trusted: masked as text.
    return redactor.redact(line);
  }
  return `${JSON.stringify(redactor.redactObject(record))}\n`;
}
