import { ENG, OPS, PEOPLE, type Person, PROJECTS, type Team } from './account.ts';
import type { Ids } from './ids.ts';
import type { Issue, Label, State, StateType, World } from './world.ts';

const DAY = 24 * 3_600_000;

type StateSeed = [name: string, type: StateType];

const WORKFLOW: StateSeed[] = [
  ['Backlog', 'backlog'],
  ['Todo', 'unstarted'],
  ['In Progress', 'started'],
  ['In Review', 'started'],
  ['Done', 'completed'],
  ['Canceled', 'canceled'],
];

/** One team has a state for what is blocked, the other the label: both are met in the field. */
const STATES: [team: Team, states: StateSeed[]][] = [
  [ENG, WORKFLOW],
  [OPS, [...WORKFLOW.slice(0, 3), ['Blocked', 'started'], ...WORKFLOW.slice(4)]],
];

const LABELS: [name: string, team: Team | undefined][] = [
  ['Bug', undefined],
  ['Feature', undefined],
  ['Blocked', undefined],
  ['Frontend', ENG],
];

const COLORS: Readonly<Record<StateType, string>> = {
  triage: '#fc7840',
  backlog: '#bec2c8',
  unstarted: '#e2e2e2',
  started: '#f2c94c',
  completed: '#5e6ad2',
  canceled: '#95a2b3',
  duplicate: '#95a2b3',
};

interface IssueSeed {
  team: Team;
  title: string;
  state: string;
  priority?: number;
  assignee?: Person | undefined;
  labels?: string[];
  description?: string;
}

const [ada, dee, mel] = PEOPLE;

const ISSUES: IssueSeed[] = [
  { team: ENG, title: 'Set up the project', state: 'Done', assignee: ada },
  {
    team: ENG,
    title: 'Build the login form',
    state: 'In Progress',
    priority: 2,
    assignee: dee,
    labels: ['Feature'],
  },
  {
    team: ENG,
    title: 'Search by title',
    state: 'Todo',
    priority: 3,
    assignee: mel,
    labels: ['Feature', 'Frontend'],
  },
  { team: ENG, title: 'Single sign-on', state: 'In Progress', priority: 1, labels: ['Blocked'] },
  { team: ENG, title: 'The footer has a typo', state: 'Backlog', priority: 4, labels: ['Bug'] },
  {
    team: ENG,
    title: 'Reset a forgotten password',
    state: 'In Review',
    assignee: dee,
    description: 'By *e-mail*.',
  },
  { team: ENG, title: 'Support Internet Explorer', state: 'Canceled' },
  { team: OPS, title: 'Renew the certificate', state: 'Blocked', priority: 2, assignee: mel },
  { team: OPS, title: 'Write the runbook', state: 'Todo' },
];

/** The world a newcomer finds: two teams with their workflows, and a handful of issues. */
export function seedWorld(now: number, ids: Ids): World {
  const states = STATES.flatMap(([team, seeds]) =>
    seeds.map((seed, index) => stateOf(ids, team, seed, index)),
  );
  const labels = LABELS.map(([name, team]) => labelOf(ids, name, team, now));
  const lastNumbers: Record<string, number> = { [ENG.id]: 0, [OPS.id]: 0 };
  const issues = ISSUES.map((seed, index) => {
    const number = (lastNumbers[seed.team.id] ?? 0) + 1;
    lastNumbers[seed.team.id] = number;
    return issueOf(ids, seed, { number, createdAt: now - (ISSUES.length - index) * DAY, states, labels });
  });
  return {
    version: 1,
    lastSyncId: 1_000,
    lastNumbers,
    tokenRevoked: false,
    isAdmin: true,
    webhooksDropped: false,
    webhooksDoubled: false,
    states,
    labels,
    issues,
    comments: [],
    webhooks: [],
    deliveries: [],
  };
}

/** A workflow state, by its place in its team's workflow. */
export function stateOf(ids: Ids, { id: teamId }: Team, [name, type]: StateSeed, position: number): State {
  return { id: ids.uuid(), teamId, name, type, position, color: COLORS[type] };
}

function labelOf(ids: Ids, name: string, team: Team | undefined, now: number): Label {
  return {
    id: ids.uuid(),
    teamId: team?.id ?? null,
    name,
    color: '#bb87fc',
    description: null,
    isGroup: false,
    createdAt: now - 2 * ISSUES.length * DAY,
    retiredAt: null,
  };
}

function issueOf(
  ids: Ids,
  { team, title, state, priority = 0, assignee, labels = [], description }: IssueSeed,
  about: { number: number; createdAt: number; states: readonly State[]; labels: readonly Label[] },
): Issue {
  const at = about.createdAt;
  const stands = about.states.find(({ teamId, name }) => teamId === team.id && name === state);
  if (!stands) throw new Error(`no state ${state} in ${team.key}`);
  return {
    id: ids.uuid(),
    teamId: team.id,
    number: about.number,
    title,
    description: description ?? null,
    priority,
    stateId: stands.id,
    assigneeId: assignee?.id ?? null,
    creatorId: ada?.id ?? '',
    projectId: PROJECTS.find(({ teamIds }) => teamIds[0] === team.id)?.id ?? null,
    labelIds: about.labels.filter(({ name }) => labels.includes(name)).map(({ id }) => id),
    createdAt: at,
    updatedAt: at,
    startedAt: ['started', 'completed'].includes(stands.type) ? at : null,
    completedAt: stands.type === 'completed' ? at : null,
    canceledAt: stands.type === 'canceled' ? at : null,
    archivedAt: null,
    trashed: false,
  };
}
