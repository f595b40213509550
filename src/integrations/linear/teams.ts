import { ProviderError } from '../errors.ts';
import { unknownTeam } from './advice.ts';
import { type TeamAnswer, teamPage } from './answers.ts';
import type { LinearCaller } from './caller.ts';
import { TEAMS } from './documents.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Picks the configured team among others, in a filter of teams; undefined for all. */
export function teamFilter(team: string | undefined) {
  if (team === undefined) return undefined;
  return UUID.test(team) ? { id: { eq: team } } : { key: { eqIgnoreCase: team } };
}

/** Whether a team is the configured one; every team is where none was configured. */
export function isTeam(configured: string | undefined, { id, key }: Pick<TeamAnswer, 'id' | 'key'>): boolean {
  if (configured === undefined) return true;
  return [id, key].some((name) => name.toLowerCase() === configured.toLowerCase());
}

/** The teams that the key can see, by name; only the configured one where one is. */
export async function teamsOf(caller: LinearCaller): Promise<TeamAnswer[]> {
  return listTeams(caller, teamFilter(caller.team));
}

/** Every team that the key can see, whatever is configured. */
export async function allTeams(caller: LinearCaller): Promise<TeamAnswer[]> {
  return listTeams(caller, undefined);
}

/**
 * The team that new issues go to: the configured one, or the first by name. Throws code `forbidden` where there is none:
 * `not_found` would make a linked issue look deleted.
 */
export async function homeTeam(caller: LinearCaller): Promise<TeamAnswer> {
  const [team] = await teamsOf(caller);
  if (team) return team;
  const advice = caller.team
    ? unknownTeam(caller.team)
    : "The API key's account is in no team of Linear. Add it to one.";
  throw new ProviderError('forbidden', advice);
}

async function listTeams(caller: LinearCaller, filter: ReturnType<typeof teamFilter>): Promise<TeamAnswer[]> {
  const teams: TeamAnswer[] = [];
  let after: string | undefined;
  do {
    const variables = { ...(filter ? { filter } : {}), ...(after ? { after } : {}) };
    const page = await caller.ask(teamPage, caller.advice.team, TEAMS, variables);
    teams.push(...page.nodes);
    after = page.next;
  } while (after);
  return teams.toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}
