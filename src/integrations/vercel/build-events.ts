import { z } from 'zod';
import { logLines } from '../build-log/lines.ts';
import type { BuildLogLine } from '../contract.ts';

const text = z.string().nullish().catch(undefined);
const number = z.number().nullish().catch(undefined);

/** An event of `GET /v3/deployments/{id}/events`: flat, or the same with its text in `payload`. */
const buildEvent = z.object({
  type: z.string(),
  level: text,
  text,
  date: number,
  created: number,
  payload: z.object({ text, date: number }).nullish().catch(undefined),
});

const SHOWN: ReadonlySet<string> = new Set(['command', 'stdout', 'stderr', 'fatal']);

/**
 * The lines of a build log, in the order Vercel gave them. Reads the JSON array that is asked for and the stream of
 * JSON lines that Vercel sends for builds still running; events of other types and unreadable ones are left out.
 */
export function readBuildEvents(body: string): BuildLogLine[] {
  return eventsIn(body).flatMap((value) => {
    const event = buildEvent.safeParse(value);
    return event.success ? linesOf(event.data) : [];
  });
}

function linesOf(event: z.infer<typeof buildEvent>): BuildLogLine[] {
  const written = event.text ?? event.payload?.text;
  if (typeof written !== 'string' || !SHOWN.has(event.type)) return [];
  const isError = event.type === 'stderr' || event.type === 'fatal' || event.level === 'error';
  const at = event.date ?? event.payload?.date ?? event.created;
  return logLines(written, { isError, at: at ? new Date(at) : undefined });
}

function eventsIn(body: string): unknown[] {
  const whole = parse(body);
  if (Array.isArray(whole)) return whole;
  return body.split('\n').map(parse);
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
