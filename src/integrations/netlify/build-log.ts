import { z } from 'zod';
import type { BuildLogLine } from '../contract.ts';
import { type HttpAnswer, readAnswer } from '../http-errors.ts';
import { netlifyAdvice } from './advice.ts';
import type { DeployAnswer } from './answers.ts';
import { pageOf, stateOf } from './map.ts';

const text = z.string().nullish().catch(undefined);

/** One line of `GET /deploys/{id}/log`, as Netlify's own command line reads it. */
const logLine = z.object({ ts: text, log: text, message: text, level: text });

/**
 * The lines of a build log, in the order Netlify gave them; unreadable entries are left out. Throws code
 * `unreadable_answer` where the answer is no list.
 */
export function readBuildLog(answer: HttpAnswer): BuildLogLine[] {
  return readAnswer(answer, z.array(z.unknown()), netlifyAdvice.vendor).flatMap((value) => {
    const line = logLine.safeParse(value);
    const written = line.data?.log ?? line.data?.message;
    if (typeof written !== 'string') return [];
    const at = Date.parse(line.data?.ts ?? '');
    return linesOf(written, line.data?.level?.toLowerCase() === 'error').map((entry) => ({
      ...entry,
      ...(Number.isNaN(at) ? {} : { at: new Date(at) }),
    }));
  });
}

/**
 * What stands in for a log that Netlify does not give: the error and the summary that every deploy has, and where the
 * log can be read. Empty while the build has not begun.
 */
export function linesWithoutLog(deploy: DeployAnswer): BuildLogLine[] {
  if (stateOf(deploy) === 'queued') return [];
  const remarks = deploy.summary?.messages ?? [];
  const page = pageOf(deploy);
  return [
    ...linesOf(deploy.error_message ?? '', true),
    ...remarks.flatMap(({ type, title, description }) =>
      linesOf([title, description].filter(Boolean).join('\n'), type === 'error'),
    ),
    ...linesOf(`Netlify gives out no build log for this deploy.${page ? ` Read it at ${page}` : ''}`, false),
  ];
}

function linesOf(written: string, isError: boolean): BuildLogLine[] {
  if (!written) return [];
  return written
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((line) => ({ text: line, stream: isError ? 'stderr' : 'stdout' }));
}
