import { MICROSTEP_STATUSES, type MicrostepRow, type MicrostepStatus } from '../store/plan-schema.ts';
import { formatRef, formatSectionRef, parseSectionRef } from './ref.ts';

/** Which microsteps are meant; what is left out means all. */
export interface PlanFilter {
  status?: MicrostepStatus;
  /** A Slack user id; null for those that are nobody's. */
  assignee?: string | null;
  /** `p1` or `p1.s2` */
  section?: string;
  /** Words that all have to be in the reference or the title, whatever their case. */
  text?: string;
}

const MINE: readonly string[] = ['me', 'mine'];

/** Reads what a person types: a status, `mine`, `unassigned`, a mention, a section; all else is looked for. */
export function readPlanFilter(typed: string, userId: string): PlanFilter {
  const filter: PlanFilter = {};
  const words: string[] = [];
  for (const word of typed.split(/\s+/)) {
    const lower = word.toLowerCase();
    const status = MICROSTEP_STATUSES.find((candidate) => candidate === lower);
    const mentioned = /^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>$/.exec(word)?.[1];
    const section = parseSectionRef(word);
    if (status) filter.status = status;
    else if (MINE.includes(lower)) filter.assignee = userId;
    else if (lower === 'unassigned') filter.assignee = null;
    else if (mentioned !== undefined) filter.assignee = mentioned;
    else if (section) filter.section = formatSectionRef(section);
    else words.push(word);
  }
  const text = words.join(' ').trim();
  return text === '' ? filter : { ...filter, text };
}

export function matchesFilter(row: MicrostepRow, { status, assignee, section, text }: PlanFilter): boolean {
  const ref = formatRef(row);
  const searched = `${ref} ${row.title}`.toLowerCase();
  return (
    (status === undefined || row.status === status) &&
    (assignee === undefined || row.assignee === assignee) &&
    (section === undefined || ref.startsWith(`${section}.`)) &&
    (text ?? '')
      .toLowerCase()
      .split(/\s+/)
      .every((word) => searched.includes(word))
  );
}
