import type { MicrostepStatus } from '../store/plan-schema.ts';
import { writeDescription } from './markdown-description.ts';
import { writeInline } from './markdown-inline.ts';
import type { ParsedMicrostep, ParsedPlan } from './parsed-plan.ts';

const BOX_OF_STATUS: Readonly<Record<MicrostepStatus, string>> = {
  todo: '[ ] ',
  doing: '[~] ',
  done: '[x] ',
  blocked: '[!] ',
};

/**
 * Writes a plan in Markdown, so that reading it gives the same plan, but for one thing: Markdown cannot say that a
 * description is to be empty.
 */
export function writeMarkdownPlan({ phases }: ParsedPlan): string {
  const lines: string[] = [];
  for (const phase of phases) {
    lines.push(`# ${writeInline(phase)}`, '');
    for (const step of phase.steps) {
      lines.push(`## ${writeInline(step)}`, '', ...step.microsteps.flatMap(writeMicrostep), '');
    }
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

function writeMicrostep(microstep: ParsedMicrostep): string[] {
  const box = microstep.status === undefined ? '' : BOX_OF_STATUS[microstep.status];
  const description = microstep.description ? writeDescription(microstep.description, '  ') : [];
  return [`- ${box}${writeInline(microstep)}`, ...description];
}
