import type { ConnectionReport } from '../contract.ts';
import { ProviderError } from '../errors.ts';
import { unknownTeam } from './advice.ts';
import { type TeamAnswer, workspaceAnswer } from './answers.ts';
import type { LinearCaller } from './caller.ts';
import { WORKSPACE } from './documents.ts';
import { allTeams } from './teams.ts';

/** Proves the key and the team, and lists what the key reaches: its teams and projects. */
export async function testConnection(caller: LinearCaller): Promise<ConnectionReport> {
  const { viewer, organization, projects } = await caller.ask(
    workspaceAnswer,
    caller.advice.workspace,
    WORKSPACE,
  );
  const teams = await allTeams(caller);
  const configured = caller.team === undefined ? undefined : theTeam(teams, caller.team);
  const who = viewer.email || viewer.name;
  const names = projects.nodes.map(({ name }) => name);
  return {
    summary: `Connected to ${configured ? `${lineOf(configured)} in ` : ''}${organization.name}${who ? ` as ${who}` : ''}.`,
    details: [
      { title: 'Teams', items: orNone(teams.map(lineOf)) },
      { title: 'Projects', items: orNone(projects.pageInfo.hasNextPage ? [...names, 'and more'] : names) },
    ],
  };
}

function theTeam(teams: readonly TeamAnswer[], wanted: string): TeamAnswer {
  const lower = wanted.toLowerCase();
  const team = teams.find(({ id, key }) => key.toLowerCase() === lower || id.toLowerCase() === lower);
  if (team) return team;
  const seen = teams.map(({ key }) => key).join(', ');
  throw new ProviderError(
    'not_found',
    `${unknownTeam(wanted)}${seen ? ` The API key sees these teams: ${seen}.` : ''}`,
  );
}

function lineOf({ name, key }: TeamAnswer): string {
  return `${name} (${key})`;
}

function orNone(items: string[]): string[] {
  return items.length > 0 ? items : ['None'];
}
