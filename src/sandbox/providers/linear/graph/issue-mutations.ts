import { ACCOUNTS, BOT, PROJECTS, TEAMS, type Team, teamOf } from '../account.ts';
import { invalid, linearError, notFound } from '../api/errors.ts';
import { createIssue, editIssue, type IssueEdit } from '../changes/issues.ts';
import type { Engine } from '../engine.ts';
import { isUuid } from '../ids.ts';
import { findIssue, issueAnswer } from './issue.ts';
import { labelAnswer } from './workspace.ts';

/** What `IssueCreateInput` and `IssueUpdateInput` have in common; null where it was given as null. */
interface IssueInput {
  title?: string | null;
  description?: string | null;
  priority?: number | null;
  stateId?: string | null;
  assigneeId?: string | null;
  projectId?: string | null;
  labelIds?: string[] | null;
}

interface IssueCreateInput extends IssueInput {
  id?: string | null;
  teamId: string;
}

interface IssueUpdateInput extends IssueInput {
  addedLabelIds?: string[] | null;
  removedLabelIds?: string[] | null;
}

interface LabelInput {
  id?: string | null;
  name: string;
  teamId?: string | null;
  color?: string | null;
  description?: string | null;
  isGroup?: boolean | null;
}

/** What the API key can do with issues and their labels. */
export function issueMutations(engine: Engine) {
  const { world } = engine;
  return {
    issueCreate({ input }: { input: IssueCreateInput }) {
      const team = TEAMS.find(({ id }) => id === input.teamId);
      if (!team) throw notFound('Team');
      if (!input.title?.trim()) throw invalid('title should not be empty.');
      if (input.id != null && !isUuid(input.id)) throw invalid('id must be a UUID.');
      if (world.issues.some(({ id }) => id === input.id)) {
        throw linearError('INPUT_ERROR', 'Entity with this id already exists', 'The id is taken already.');
      }
      const given = { ...editFrom(engine, team, input), title: input.title, id: input.id ?? undefined };
      const issue = createIssue(engine, BOT, team, given);
      return { success: true, lastSyncId: world.lastSyncId, issue: issueAnswer(engine, issue) };
    },

    issueUpdate({ id, input }: { id: string; input: IssueUpdateInput }) {
      const issue = findIssue(world, id);
      if (!issue) throw notFound('Issue');
      const { addedLabelIds, removedLabelIds } = input;
      const edit = editFrom(engine, teamOf(issue.teamId), input);
      if (addedLabelIds || removedLabelIds) {
        if (edit.labelIds) throw invalid('labelIds cannot be given together with added or removed ones.');
        const added = labelsIn(engine, teamOf(issue.teamId), addedLabelIds ?? []);
        const kept = issue.labelIds.filter((label) => !removedLabelIds?.includes(label));
        edit.labelIds = [...new Set([...kept, ...added])];
      }
      editIssue(engine, issue, BOT, edit);
      return { success: true, lastSyncId: world.lastSyncId, issue: issueAnswer(engine, issue) };
    },

    issueLabelCreate({ input }: { input: LabelInput }) {
      const team = input.teamId == null ? undefined : TEAMS.find(({ id }) => id === input.teamId);
      if (input.teamId != null && !team) throw notFound('Team');
      const name = input.name.trim();
      if (!name) throw invalid('name should not be empty.');
      const rivals = world.labels.filter(({ teamId }) => teamId === null || !team || teamId === team.id);
      if (rivals.some((label) => label.name.toLowerCase() === name.toLowerCase())) {
        throw linearError('INPUT_ERROR', 'Duplicate label name', `A label named "${name}" exists already.`);
      }
      const label = {
        id: input.id ?? engine.ids.uuid(),
        teamId: team?.id ?? null,
        name,
        color: input.color ?? '#bb87fc',
        description: input.description ?? null,
        isGroup: input.isGroup ?? false,
        createdAt: engine.now(),
        retiredAt: null,
      };
      world.labels.push(label);
      return { success: true, lastSyncId: engine.nextSyncId(), issueLabel: labelAnswer(engine, label) };
    },
  };
}

/** Checks what was given as Linear does, and leaves out what was not. */
function editFrom({ world }: Pick<Engine, 'world'>, team: Team, input: IssueInput): IssueEdit {
  const { title, description, priority, stateId, assigneeId, projectId, labelIds } = input;
  if (title !== undefined && !title?.trim()) throw invalid('title should not be empty.');
  if (priority != null && (priority < 0 || priority > 4)) throw invalid('priority must be between 0 and 4.');
  const state = world.states.find(({ id }) => id === stateId);
  if (stateId != null && !state) throw notFound('WorkflowState');
  if (state && state.teamId !== team.id) {
    throw linearError(
      'INPUT_ERROR',
      'Discrepancy between issue state and team',
      'The state belongs to another team.',
    );
  }
  if (assigneeId != null && !ACCOUNTS.some(({ id }) => id === assigneeId)) throw notFound('User');
  if (projectId != null && !PROJECTS.some(({ id }) => id === projectId)) throw notFound('Project');
  return {
    ...(title == null ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(priority == null ? {} : { priority }),
    ...(state ? { stateId: state.id } : {}),
    ...(assigneeId === undefined ? {} : { assigneeId }),
    ...(projectId === undefined ? {} : { projectId }),
    ...(labelIds == null ? {} : { labelIds: labelsIn({ world }, team, labelIds) }),
  };
}

/** The labels that an issue of the team can be given: the workspace's and its own, neither groups nor retired. */
function labelsIn({ world }: Pick<Engine, 'world'>, team: Team, labelIds: readonly string[]): string[] {
  return labelIds.map((wanted) => {
    const label = world.labels.find(({ id }) => id === wanted);
    if (!label || (label.teamId !== null && label.teamId !== team.id)) throw notFound('IssueLabel');
    if (label.isGroup || label.retiredAt !== null)
      throw invalid(`The label "${label.name}" cannot be given.`);
    return label.id;
  });
}
