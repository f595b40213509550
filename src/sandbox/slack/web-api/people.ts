import { Refusal } from '../workspace/refusal.ts';
import { botProfile } from '../workspace/rendered.ts';
import { APP, CREATED, PEOPLE, TEAM } from '../workspace/seed.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { always, type Method, noScope } from './method.ts';
import { page } from './pages.ts';

function userObject(workspace: Workspace, id: string): Record<string, unknown> {
  const member = workspace.member(id);
  if (!member) throw new Refusal('user_not_found');
  const person = PEOPLE.find((candidate) => candidate.id === id);
  const mayReadEmail = workspace.manifest.oauth_config.scopes.bot.includes('users:read.email');
  const isAdmin = person?.isAdmin ?? false;
  return {
    id,
    team_id: TEAM.id,
    name: member.name,
    real_name: member.realName,
    deleted: false,
    ...timeZoneFields(person?.timeZone ?? 'Etc/UTC', workspace.now()),
    profile: {
      real_name: member.realName,
      real_name_normalized: member.realName,
      display_name: member.name,
      display_name_normalized: member.name,
      title: member.title,
      team: TEAM.id,
      ...(person && mayReadEmail && { email: person.email }),
      ...(member.isBot && { api_app_id: APP.id, bot_id: APP.botId }),
    },
    is_admin: isAdmin,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: false,
    is_ultra_restricted: false,
    is_bot: member.isBot,
    is_app_user: false,
    updated: CREATED,
  };
}

/** As a user object words it: `tz_label` is its long name in English, `tz_offset` in seconds. */
function timeZoneFields(timeZone: string, now: Date): Record<string, unknown> {
  const parts = (timeZoneName: 'long' | 'longOffset') =>
    new Intl.DateTimeFormat('en', { timeZone, timeZoneName }).formatToParts(now);
  const named = (name: 'long' | 'longOffset') =>
    parts(name).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign = '+', hours = '0', minutes = '0'] = /([+-])(\d+):(\d+)/.exec(named('longOffset')) ?? [];
  const seconds = Number(hours) * 3600 + Number(minutes) * 60;
  return { tz: timeZone, tz_label: named('long'), tz_offset: sign === '-' ? -seconds : seconds };
}

const list: Method = {
  tier: 2,
  scope: always('users:read'),
  run: (call) => {
    const ids = [...PEOPLE.map(({ id }) => id), APP.botUserId];
    const { items, next } = page(call, ids);
    return {
      members: items.map((id) => userObject(call.workspace, id)),
      cache_ts: CREATED,
      response_metadata: { next_cursor: next },
    };
  },
};

const lookupByEmail: Method = {
  tier: 3,
  scope: always('users:read.email'),
  run: ({ workspace, args }) => {
    const email = args.required('email').toLowerCase();
    const person = PEOPLE.find((candidate) => candidate.email === email);
    if (!person) throw new Refusal('users_not_found');
    return { user: userObject(workspace, person.id) };
  },
};

/** `auth.*`, `users.*`, `bots.*`, `team.*` and `api.test`; docs.slack.dev/reference/methods. */
export const peopleMethods: Record<string, Method> = {
  'api.test': { tier: 4, scope: noScope, run: ({ args }) => ({ args: args.values }) },
  'auth.test': {
    tier: 'special',
    scope: noScope,
    run: ({ workspace }) => ({
      url: `https://${TEAM.domain}.slack.com/`,
      team: TEAM.name,
      user: workspace.bot.name,
      team_id: TEAM.id,
      user_id: APP.botUserId,
      bot_id: APP.botId,
      is_enterprise_install: false,
    }),
  },
  'users.info': {
    tier: 4,
    scope: always('users:read'),
    run: ({ workspace, args }) => ({ user: userObject(workspace, args.required('user')) }),
  },
  'users.list': list,
  'users.lookupByEmail': lookupByEmail,
  'bots.info': {
    tier: 3,
    scope: always('users:read'),
    run: ({ workspace, args }) => {
      if (args.required('bot') !== APP.botId) throw new Refusal('bot_not_found');
      return { bot: { ...botProfile(workspace), user_id: APP.botUserId } };
    },
  },
  'team.info': {
    tier: 3,
    scope: always('team:read'),
    run: () => ({
      team: { ...TEAM, url: `https://${TEAM.domain}.slack.com/`, email_domain: 'acme.example', icon: {} },
    }),
  },
};
