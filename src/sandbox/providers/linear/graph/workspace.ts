import {
  BOT,
  FOUNDED_AT,
  ORGANIZATION,
  type Person,
  type Project,
  TEAMS,
  type Team,
  teamOf,
} from '../account.ts';
import type { Engine } from '../engine.ts';
import { matchesLabel, matchesTeam } from '../filters/filters.ts';
import type { Filter } from '../filters/matcher.ts';
import type { Label, State, Webhook } from '../world.ts';
import { connection, newestFirst, type PageArguments } from './connection.ts';
import { isoTime, isoTimeOrNull } from './time.ts';

/** The arguments of a list that can be filtered. */
export interface ListArguments extends PageArguments {
  filter?: Filter | null;
}

const FOUNDED = { createdAt: isoTime(FOUNDED_AT), updatedAt: isoTime(FOUNDED_AT), archivedAt: null } as const;

/** What GraphQL reads a workspace from: fields that take arguments, or that lead back, are functions. */
export function organizationAnswer() {
  return { ...FOUNDED, ...ORGANIZATION };
}

export function userAnswer({ world, links }: Engine, { id, login, name, email }: Person) {
  const isBot = id === BOT.id;
  const admin = isBot ? world.isAdmin : true;
  return { ...FOUNDED, id, name, displayName: login, email, active: true, admin, url: links.profile(login) };
}

export function teamAnswer(engine: Engine, team: Team) {
  const { world } = engine;
  const states = world.states.filter(({ teamId }) => teamId === team.id);
  const [first] = states.filter(({ type }) => type === 'backlog');
  return {
    ...FOUNDED,
    ...team,
    description: null,
    displayName: team.name,
    defaultIssueState: () => (first ? stateAnswer(engine, first) : null),
    states: (page: PageArguments) => connection(states, page, (state) => stateAnswer(engine, state)),
    labels: (page: ListArguments) => {
      const labels = world.labels.filter(({ teamId }) => teamId === team.id);
      return labelConnection(engine, labels, page);
    },
  };
}

export function teamConnection(engine: Engine, teams: readonly Team[], page: ListArguments) {
  const matching = teams.filter((team) => matchesTeam(team, page.filter));
  return connection(matching, page, (team) => teamAnswer(engine, team));
}

export function projectAnswer(engine: Engine, { id, name, teamIds }: Project) {
  const teams = TEAMS.filter((team) => teamIds.includes(team.id));
  return {
    ...FOUNDED,
    id,
    name,
    description: '',
    url: engine.links.project(id),
    teams: (page: ListArguments) => teamConnection(engine, teams, page),
  };
}

export function stateAnswer(engine: Engine, { teamId, ...state }: State) {
  return { ...FOUNDED, ...state, description: null, team: () => teamAnswer(engine, teamOf(teamId)) };
}

export function labelAnswer(engine: Engine, { teamId, createdAt, retiredAt, ...label }: Label) {
  return {
    ...label,
    createdAt: isoTime(createdAt),
    updatedAt: isoTime(retiredAt ?? createdAt),
    archivedAt: null,
    retiredAt: isoTimeOrNull(retiredAt),
    team: () => (teamId === null ? null : teamAnswer(engine, teamOf(teamId))),
  };
}

export function labelConnection(engine: Engine, labels: readonly Label[], page: ListArguments) {
  const matching = labels.filter((label) => matchesLabel(label, page.filter));
  return connection(newestFirst(matching, page.orderBy), page, (label) => labelAnswer(engine, label));
}

export function webhookAnswer(engine: Engine, { teamId, createdAt, updatedAt, ...webhook }: Webhook) {
  return {
    ...webhook,
    allPublicTeams: teamId === null,
    team: () => (teamId === null ? null : teamAnswer(engine, teamOf(teamId))),
    createdAt: isoTime(createdAt),
    updatedAt: isoTime(updatedAt),
    archivedAt: null,
  };
}
