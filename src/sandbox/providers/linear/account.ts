/** Who owns this pretend Linear: one workspace, its people, two teams, one API key. None of it ever changes. */

/** In the form of the vendor's personal API keys. */
export const TOKEN = 'lin_api_sandbox_token';

export const ORGANIZATION = {
  id: '5b1f6c0a-3d2e-4f77-9a10-6c0d8e2f4a01',
  name: 'Acme',
  urlKey: 'acme',
} as const;

export interface Person {
  id: string;
  /** What the panel calls them. */
  login: string;
  name: string;
  email: string;
}

/** The service account whose API key BuildRunner is given. */
export const BOT: Person = {
  id: 'c7a1d0e2-58b4-4c6f-8d3a-90b1e2f3a404',
  login: 'acme-bot',
  name: 'Acme Bot',
  email: 'bot@acme.example',
};

export const PEOPLE: readonly Person[] = [
  { id: 'c7a1d0e2-58b4-4c6f-8d3a-90b1e2f3a401', login: 'ada', name: 'Ada', email: 'ada@acme.example' },
  { id: 'c7a1d0e2-58b4-4c6f-8d3a-90b1e2f3a402', login: 'dee', name: 'Dee', email: 'dee@acme.example' },
  { id: 'c7a1d0e2-58b4-4c6f-8d3a-90b1e2f3a403', login: 'mel', name: 'Mel', email: 'mel@acme.example' },
];

export const ACCOUNTS: readonly Person[] = [...PEOPLE, BOT];

export interface Team {
  id: string;
  /** What its issues' identifiers begin with. */
  key: string;
  name: string;
}

export const ENG: Team = { id: 'd2b8f4a6-1c3e-4d5f-a6b7-18c9d0e1f201', key: 'ENG', name: 'Engineering' };
export const OPS: Team = { id: 'd2b8f4a6-1c3e-4d5f-a6b7-18c9d0e1f202', key: 'OPS', name: 'Operations' };

export const TEAMS: readonly Team[] = [ENG, OPS];

export interface Project {
  id: string;
  name: string;
  teamIds: readonly string[];
}

export const PROJECTS: readonly Project[] = [
  { id: 'e3c9a5b7-2d4f-4e60-b7c8-29dae1f20301', name: 'Web app', teamIds: [ENG.id] },
  { id: 'e3c9a5b7-2d4f-4e60-b7c8-29dae1f20302', name: 'On call', teamIds: [OPS.id] },
  { id: 'e3c9a5b7-2d4f-4e60-b7c8-29dae1f20303', name: 'Launch', teamIds: [ENG.id, OPS.id] },
];

/** When all of them were made, in epoch milliseconds. */
export const FOUNDED_AT = Date.UTC(2025, 0, 15, 9, 0);

/** The person of an id that this world itself wrote down. */
export function personOf(id: string): Person {
  return known(ACCOUNTS, id, 'person');
}

/** The team of an id that this world itself wrote down. */
export function teamOf(id: string): Team {
  return known(TEAMS, id, 'team');
}

function known<Thing extends { id: string }>(things: readonly Thing[], id: string, what: string): Thing {
  const thing = things.find((candidate) => candidate.id === id);
  if (!thing) throw new Error(`no ${what} ${id} in this world`);
  return thing;
}
