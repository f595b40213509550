import { z } from 'zod';
import { ACCOUNTS, PRIORITIES } from '../account.ts';
import { adfNode } from '../adf/document.ts';
import { isDocument } from '../adf/validate.ts';
import type { IssueEdit } from '../changes/issues.ts';
import { FLAGGED, ROOT_CAUSE } from '../workflow.ts';
import { ApiError, invalidFields } from './error.ts';

const LONGEST_SUMMARY = 255;
const LONGEST_LABEL = 255;

const named = z.object({ id: z.string().optional(), name: z.string().optional() });
const person = z.object({ accountId: z.string().nullish(), id: z.string().nullish() });

/** Reads one field of a request; what is wrong with it is thrown as a sentence. */
type Reader = (value: unknown) => IssueEdit;

class Wrong extends Error {}

const READERS: Readonly<Record<string, Reader>> = {
  summary: (value) => ({ summary: summaryIn(value) }),
  description: (value) => ({ description: documentIn(value) }),
  priority: (value) => ({ priorityId: priorityIn(value) }),
  assignee: (value) => ({ assigneeId: assigneeIn(value) }),
  labels: (value) => ({ labels: labelsIn(value) }),
  [FLAGGED]: (value) => ({ flagged: isFlagged(value) }),
  [ROOT_CAUSE]: (value) => ({ rootCause: textIn(value) }),
};

/**
 * Reads the fields of a request as Jira does, and answers what they change. Throws all that is wrong with them, by their
 * ids. A status is none of them: it goes by a transition.
 */
export function readFields(fields: Readonly<Record<string, unknown>>): IssueEdit {
  const errors: Record<string, string> = {};
  const edits = Object.entries(fields).map(([id, value]) => {
    try {
      return readField(id, value);
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      errors[id] = error.message;
      return {};
    }
  });
  if (Object.keys(errors).length > 0) throw invalidFields(errors);
  return Object.assign({}, ...edits) as IssueEdit;
}

function readField(id: string, value: unknown): IssueEdit {
  const read = Object.hasOwn(READERS, id) ? READERS[id] : undefined;
  if (!read) throw new Wrong(`Field '${id}' cannot be set. It is not on the appropriate screen, or unknown.`);
  return read(value);
}

function summaryIn(value: unknown): string {
  const summary = z.string().nullish().safeParse(value);
  if (!summary.success) throw new Wrong('Operation value must be a string');
  if (!summary.data?.trim()) throw new Wrong('You must specify a summary of the issue.');
  if (/[\r\n]/.test(summary.data)) {
    throw new Wrong('The summary is invalid because it contains newline characters.');
  }
  if (summary.data.length > LONGEST_SUMMARY) {
    throw new Wrong(`Summary can't exceed ${LONGEST_SUMMARY} characters.`);
  }
  return summary.data.trim();
}

function documentIn(value: unknown): NonNullable<IssueEdit['description']> | null {
  if (value === null) return null;
  if (typeof value !== 'object') {
    throw new Wrong('Operation value must be an Atlassian Document (see the Atlassian Document Format)');
  }
  const node = adfNode.safeParse(value);
  if (!node.success || !isDocument(node.data)) throw new ApiError(400, ['INVALID_INPUT']);
  return node.data;
}

function priorityIn(value: unknown): string | null {
  if (value === null) return null;
  const given = named.safeParse(value).data;
  const priority = PRIORITIES.find(({ id, name }) => id === given?.id || name === given?.name);
  if (!priority) throw new Wrong('The priority selected is invalid.');
  return priority.id;
}

function assigneeIn(value: unknown): string | null {
  if (value === null) return null;
  const given = person.safeParse(value);
  if (!given.success) throw new Wrong('data was not an object');
  const accountId = given.data.accountId ?? given.data.id ?? null;
  if (accountId === null) return null;
  if (!ACCOUNTS.some((account) => account.accountId === accountId)) {
    throw new Wrong(`User '${accountId}' cannot be assigned issues.`);
  }
  return accountId;
}

function labelsIn(value: unknown): string[] {
  const labels = z.array(z.string()).nullable().safeParse(value);
  if (!labels.success) throw new Wrong('Operation value must be an array of strings');
  for (const label of labels.data ?? []) {
    if (/\s/.test(label)) throw new Wrong(`The label '${label}' contains spaces which is invalid.`);
    if (label.length > LONGEST_LABEL)
      throw new Wrong(`The label '${label}' exceeds ${LONGEST_LABEL} characters.`);
  }
  return [...new Set(labels.data ?? [])];
}

function isFlagged(value: unknown): boolean {
  const options = z
    .array(z.object({ value: z.literal('Impediment') }))
    .nullable()
    .safeParse(value);
  if (!options.success) throw new Wrong('Specify a valid value for Flagged');
  return (options.data ?? []).length > 0;
}

function textIn(value: unknown): string | null {
  const text = z.string().nullable().safeParse(value);
  if (!text.success) throw new Wrong('Operation value must be a string');
  return text.data || null;
}
