import { z } from 'zod';
import { MICROSTEP_PRIORITIES, MICROSTEP_STATUSES } from '../store/plan-schema.ts';

/** What people decide about a microstep, and what its history tells of. */
export const MICROSTEP_FIELDS = ['title', 'description', 'status', 'priority', 'assignee', 'branch'] as const;
export type MicrostepField = (typeof MICROSTEP_FIELDS)[number];

/** In UTF-16 code units, as JavaScript and zod count. */
export const LONGEST_TITLE = 500;
export const LONGEST_DESCRIPTION = 65_536;
const LONGEST_BRANCH = 250;

/** One line without control characters, blanks at its ends or runs of blanks. */
export function cleanTitle(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/** Markdown with line feeds alone, without control characters or blank lines around it. */
export function cleanDescription(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .split('\n')
    .map((line) => (line.trim() === '' ? '' : line))
    .join('\n')
    .replace(/^\n+/, '')
    .trimEnd();
}

/** What each field may hold, as people write it. */
export const fieldSchemas = {
  title: z
    .string()
    .transform(cleanTitle)
    .pipe(z.string().min(1, { error: 'a title is missing' }).max(LONGEST_TITLE)),
  description: z.string().transform(cleanDescription).pipe(z.string().max(LONGEST_DESCRIPTION)),
  status: z.enum(MICROSTEP_STATUSES),
  priority: z.enum(MICROSTEP_PRIORITIES),
  assignee: z
    .string()
    .regex(/^[UW][A-Z0-9]+$/, { error: 'expected a Slack user id like U0123ABCD' })
    .nullable(),
  /** What Git forbids in a name is told by the deployment; this keeps out what cannot be one at all. */
  branch: z
    .string()
    .regex(/^[^\p{Cc}\p{Z}~^:?*[\\]+$/u, { error: 'expected the name of a branch like feature/login' })
    .max(LONGEST_BRANCH)
    .nullable(),
} as const satisfies Record<MicrostepField, z.ZodType>;

/** Several fields at once; what is left out stays as it is, null takes an assignee or a branch away. */
export const microstepChangesSchema = z.strictObject(fieldSchemas).partial();
