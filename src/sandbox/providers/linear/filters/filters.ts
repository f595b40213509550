import { ACCOUNTS, type Person, type Project, TEAMS, type Team, teamOf } from '../account.ts';
import type { Engine } from '../engine.ts';
import type { Issue, Label, State } from '../world.ts';
import { type Comparator, numberIs, sameAs, textIs, timeIs } from './comparators.ts';
import { type Filter, matcher } from './matcher.ts';

export const matchesTeam = matcher<Team>({
  id: ({ id }, wanted) => sameAs(id, wanted),
  key: ({ key }, wanted) => textIs(key, wanted),
  name: ({ name }, wanted) => textIs(name, wanted),
});

const matchesNullableTeam = matcher<Team | undefined>({
  null: (team, wanted) => (team === undefined) === isTrue(wanted),
  id: (team, wanted) => team !== undefined && sameAs(team.id, wanted),
  key: (team, wanted) => team !== undefined && textIs(team.key, wanted),
  name: (team, wanted) => team !== undefined && textIs(team.name, wanted),
});

const matchesNullablePerson = matcher<Person | undefined>({
  null: (person, wanted) => (person === undefined) === isTrue(wanted),
  id: (person, wanted) => person !== undefined && sameAs(person.id, wanted),
  email: (person, wanted) => person !== undefined && textIs(person.email, wanted),
  name: (person, wanted) => person !== undefined && textIs(person.name, wanted),
});

export const matchesPerson = (person: Person, filter: Filter | null | undefined) =>
  matchesNullablePerson(person, filter);

const matchesState = matcher<State>({
  id: ({ id }, wanted) => sameAs(id, wanted),
  name: ({ name }, wanted) => textIs(name, wanted),
  type: ({ type }, wanted) => textIs(type, wanted),
});

export const matchesLabel = matcher<Label>({
  id: ({ id }, wanted) => sameAs(id, wanted),
  name: ({ name }, wanted) => textIs(name, wanted),
  isGroup: ({ isGroup }, wanted) => sameAs(isGroup, wanted),
  team: ({ teamId }, wanted) =>
    matchesNullableTeam(
      TEAMS.find(({ id }) => id === teamId),
      wanted,
    ),
});

/** A filter of many holds where it does for at least one of them, unless it says `every`. */
const matchesLabels = matcher<readonly Label[]>({
  every: (labels, wanted) => labels.every((label) => matchesLabel(label, wanted)),
  some: (labels, wanted) => labels.some((label) => matchesLabel(label, wanted)),
  id: (labels, wanted) => labels.some(({ id }) => sameAs(id, wanted)),
  name: (labels, wanted) => labels.some(({ name }) => textIs(name, wanted)),
});

const matchesTeams = matcher<readonly Team[]>({
  some: (teams, wanted) => teams.some((team) => matchesTeam(team, wanted)),
  id: (teams, wanted) => teams.some(({ id }) => sameAs(id, wanted)),
});

export const matchesProject = matcher<Project>({
  id: ({ id }, wanted) => sameAs(id, wanted),
  name: ({ name }, wanted) => textIs(name, wanted),
  accessibleTeams: ({ teamIds }, wanted) => matchesTeams(teamIds.map(teamOf), wanted),
});

/** Whether an issue is among those that an `IssueFilter` lets through. */
export function issueMatcher({ world }: Engine) {
  return matcher<Issue>({
    id: ({ id }, wanted) => sameAs(id, wanted),
    number: ({ number }, wanted) => numberIs(number, wanted),
    title: ({ title }, wanted) => textIs(title, wanted),
    createdAt: ({ createdAt }, wanted) => timeIs(createdAt, wanted),
    updatedAt: ({ updatedAt }, wanted) => timeIs(updatedAt, wanted),
    team: ({ teamId }, wanted) => matchesTeam(teamOf(teamId), wanted),
    assignee: ({ assigneeId }, wanted) =>
      matchesNullablePerson(
        ACCOUNTS.find(({ id }) => id === assigneeId),
        wanted,
      ),
    state: ({ stateId }, wanted) =>
      world.states.some((state) => state.id === stateId && matchesState(state, wanted)),
    labels: ({ labelIds }, wanted) =>
      matchesLabels(
        world.labels.filter(({ id }) => labelIds.includes(id)),
        wanted,
      ),
  });
}

/** `null: true` is a bare boolean, where all else is a comparator. */
function isTrue(wanted: Comparator | boolean): boolean {
  return wanted === true;
}
