import { OPS, type Project, WEB } from './account.ts';

/** A status, with the category that every status of every Jira has. */
export interface Status {
  id: string;
  name: string;
  category: keyof typeof CATEGORIES;
}

export const CATEGORIES = {
  new: { id: 2, name: 'To Do', colorName: 'blue-gray' },
  indeterminate: { id: 4, name: 'In Progress', colorName: 'yellow' },
  done: { id: 3, name: 'Done', colorName: 'green' },
} as const;

/** A way from one status to another; without `from` it is open from each. */
export interface Transition {
  id: string;
  name: string;
  from?: string;
  to: Status;
  /** The fields that its screen demands. */
  demands?: readonly string[];
}

const TODO: Status = { id: '10000', name: 'To Do', category: 'new' };
const PROGRESS: Status = { id: '3', name: 'In Progress', category: 'indeterminate' };
const REVIEW: Status = { id: '10010', name: 'In Review', category: 'indeterminate' };
const BLOCKED: Status = { id: '10011', name: 'Blocked', category: 'indeterminate' };
const DONE: Status = { id: '10001', name: 'Done', category: 'done' };

export const STATUSES: readonly Status[] = [TODO, PROGRESS, REVIEW, BLOCKED, DONE];

/** The custom field that the strict workflow asks for before an issue is done. */
export const ROOT_CAUSE = 'customfield_10050';

/** The custom field "Flagged", which people use for what is impeded. */
export const FLAGGED = 'customfield_10021';

/** One workflow lets everybody go everywhere, the other one step at a time: both are met in the field. */
const WORKFLOWS: ReadonlyMap<string, readonly Transition[]> = new Map([
  [
    WEB.key,
    [
      { id: '11', name: 'To Do', to: TODO },
      { id: '21', name: 'In Progress', to: PROGRESS },
      { id: '31', name: 'In Review', to: REVIEW },
      { id: '41', name: 'Blocked', to: BLOCKED },
      { id: '51', name: 'Done', to: DONE },
    ],
  ],
  [
    OPS.key,
    [
      { id: '11', name: 'Start work', from: TODO.id, to: PROGRESS },
      { id: '21', name: 'Put back', from: PROGRESS.id, to: TODO },
      { id: '31', name: 'Resolve', from: PROGRESS.id, to: DONE, demands: [ROOT_CAUSE] },
      { id: '41', name: 'Reopen', from: DONE.id, to: PROGRESS },
    ],
  ],
]);

/** All transitions of a project's workflow. */
export function workflowOf({ key }: Project): readonly Transition[] {
  return WORKFLOWS.get(key) ?? [];
}

/** The statuses of a project's workflow, each once. */
export function statusesOf(project: Project): Status[] {
  const used = new Set(workflowOf(project).map(({ to }) => to));
  return STATUSES.filter((status) => used.has(status));
}

/** What is open from a status. A transition to where an issue is already is not offered. */
export function transitionsFrom(project: Project, statusId: string): Transition[] {
  return workflowOf(project).filter(
    ({ from, to }) => to.id !== statusId && (from === undefined || from === statusId),
  );
}

/** The status of an id that this world itself wrote down. */
export function statusOf(id: string): Status {
  const status = STATUSES.find((candidate) => candidate.id === id);
  if (!status) throw new Error(`no status ${id} in this world`);
  return status;
}

/** Where a new issue begins. */
export const FIRST_STATUS = TODO.id;
