import type { DeadJob } from '../../jobs/job.ts';
import { button, context, section } from '../blocks.ts';
import { code, counted, escapeMrkdwn, slackTime, truncate } from '../text.ts';
import type { Rendered } from './rendered.ts';

/** How many a message shows. */
const SHOWN = 15;

/** Longest cause shown, in characters before escaping. */
const LONGEST_CAUSE = 300;

/** Jobs that were given up, the latest first, each with its cause and what has it tried anew. */
export function deadLetterList(dead: readonly DeadJob[]): Rendered {
  const latest = dead.toReversed().slice(0, SHOWN);
  const blocks = latest.map((job) =>
    section(deadLetterText(job), button('job:revive', 'Try again', { value: job.id })),
  );
  const many = counted(dead.length, 'job was', 'jobs were');
  const more = dead.length > SHOWN ? `The latest ${SHOWN} of ${dead.length}. ` : '';
  const all = context(`${more}\`/buildrunner dead-letters revive\` has all of them tried again.`);
  return { text: `${many} given up.`, blocks: [...blocks, all] };
}

/** Of jobs that are tried anew. */
export function revivedText(revived: readonly DeadJob[]): string {
  const [first, ...others] = revived;
  if (!first) return 'No job has been given up.';
  const jobs = others.length === 0 ? code(first.kind) : `${revived.length} jobs`;
  return `:arrow_forward: ${jobs} ${others.length === 0 ? 'is' : 'are'} being tried again.`;
}

function deadLetterText({ id, kind, key, attempts, lastError, createdAt }: DeadJob): string {
  const tries = counted(attempts, 'try', 'tries');
  const what = `${slackTime(createdAt.toISOString())} · ${code(kind)} · ${tries} · ${code(truncate(key, LONGEST_CAUSE))}`;
  return `${what}\n${escapeMrkdwn(truncate(lastError, LONGEST_CAUSE))}\n${code(id)}`;
}
