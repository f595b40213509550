import { z } from 'zod';
import { logLines } from '../build-log/lines.ts';
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
    if (!written) return [];
    const at = Date.parse(line.data?.ts ?? '');
    const isError = line.data?.level?.toLowerCase() === 'error';
    return logLines(written, { isError, at: Number.isNaN(at) ? undefined : new Date(at) });
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
  const told = [
    { written: deploy.error_message, isError: true },
    ...remarks.map(({ type, title, description }) => ({
      written: [title, description].filter(Boolean).join('\n'),
      isError: type === 'error',
    })),
    {
      written: `Netlify gives out no build log for this deploy.${page ? ` Read it at ${page}` : ''}`,
      isError: false,
    },
  ];
  return told.flatMap(({ written, isError }) => (written ? logLines(written, { isError }) : []));
}
