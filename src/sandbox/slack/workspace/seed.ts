import type { Person } from '../../page-api.ts';
import type { StoredChannel, WorkspaceState } from './state.ts';

export interface SeedPerson extends Person {
  email: string;
  isAdmin: boolean;
  /** Of their profile. */
  timeZone: string;
}

export const TEAM = { id: 'T01ACME0001', name: 'Acme', domain: 'acme' } as const;

/** The app's ids; the names of the bot come from its manifest. */
export const APP = { id: 'A01BUILD001', botId: 'B01BUILD001', botUserId: 'U01BUILD001' } as const;

/** Three people of different standing, so that roles can be tried out. */
export const PEOPLE: readonly SeedPerson[] = [
  {
    id: 'U01ADA00001',
    name: 'ada',
    realName: 'Ada Admin',
    title: 'workspace admin',
    email: 'ada@acme.example',
    timeZone: 'Europe/Berlin',
    isAdmin: true,
    isBot: false,
  },
  {
    id: 'U01DEE00001',
    name: 'dee',
    realName: 'Dee Deployer',
    title: 'deployer',
    email: 'dee@acme.example',
    timeZone: 'America/New_York',
    isAdmin: false,
    isBot: false,
  },
  {
    id: 'U01MEL00001',
    name: 'mel',
    realName: 'Mel Member',
    title: 'member',
    email: 'mel@acme.example',
    timeZone: 'Asia/Tokyo',
    isAdmin: false,
    isBot: false,
  },
];

/** A user group, so that a policy can name one: `@releasers`. */
export const USER_GROUPS = [
  { id: 'S01RELEASE1', handle: 'releasers', name: 'Releasers', members: ['U01DEE00001'] },
] as const;

/** When the workspace was made: `created` of everything in it, seconds since the epoch. */
export const CREATED = 1_735_689_600;

const everyone = PEOPLE.map(({ id }) => id);

function channel(id: string, name: string, topic: string, withBot: boolean): StoredChannel {
  const members = withBot ? [...everyone, APP.botUserId] : [...everyone];
  return { id, name, topic, members, archived: false };
}

/** A workspace nobody has used yet. The bot is not in #general, so that `not_in_channel` is real. */
export function freshState(): WorkspaceState {
  const channels = [
    channel('C01GENERAL1', 'general', 'Company-wide', false),
    channel('C01DEPLOYS1', 'deploys', 'What is being built and shipped', true),
    channel('C01BUILDRN1', 'buildrunner', 'Talk to BuildRunner here', true),
    ...PEOPLE.map(({ id }) => ({
      ...channel(id.replace('U', 'D'), '', '', true),
      members: [id, APP.botUserId],
      directWith: id,
    })),
  ];
  return {
    version: 1,
    lastTimestamp: 0,
    channels,
    messages: {},
    homes: {},
    modals: {},
    files: {},
    responseUrls: {},
    pendingEvents: [],
  };
}
