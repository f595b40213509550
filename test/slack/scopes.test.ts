import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { methods as pretendMethods } from '../../src/sandbox/slack/web-api/methods.ts';
import { listenersOf } from '../governance/surfaces/registry.ts';
import { openSurfaceWorld } from '../governance/surfaces/world.ts';

/**
 * The bot scopes that Slack asks for, of those kinds of conversations where BuildRunner is. From each method's and
 * event's own page below https://docs.slack.dev/reference.
 */
const HISTORY = ['channels:history', 'groups:history', 'im:history'];
const SCOPES_OF: Readonly<Record<string, readonly string[]>> = {
  'apps.connections.open': [],
  'auth.test': [],
  'chat.getPermalink': [],
  'chat.postMessage': ['chat:write'],
  'chat.unfurl': ['links:write'],
  'chat.update': ['chat:write'],
  'conversations.history': HISTORY,
  'conversations.open': ['im:write'],
  'conversations.replies': HISTORY,
  'functions.completeError': [],
  'functions.completeSuccess': [],
  'usergroups.users.list': ['usergroups:read'],
  'users.info': ['users:read'],
  'users.list': ['users:read'],
  'views.open': [],
  'views.publish': [],
  'views.update': [],
  'files.slack.com': ['files:read'],
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  function_executed: [],
  link_shared: ['links:read'],
  member_joined_channel: ['channels:read', 'groups:read'],
  'message.im': ['im:history'],
  slash_commands: ['commands'],
  shortcuts: ['commands'],
};

const named = z.object({ callback_id: z.string() });
const manifest = z
  .object({
    features: z.object({
      shortcuts: z.array(named),
      slash_commands: z.array(z.object({ command: z.string() })),
      unfurl_domains: z.array(z.string()),
    }),
    functions: z.record(z.string(), z.unknown()),
    oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
    settings: z.object({ event_subscriptions: z.object({ bot_events: z.array(z.string()) }) }),
  })
  .parse(parse(readFileSync('slack-manifest.yml', 'utf8')));
const granted = manifest.oauth_config.scopes.bot;
const events = manifest.settings.event_subscriptions.bot_events;

/** What the product's own source calls: `client.chat.update(…)`, `${apiUrl}auth.test`, and where files are kept. */
function calledInSource(): string[] {
  const families = 'apps|auth|bots|chat|conversations|files|functions|reactions|team|usergroups|users|views';
  const call = new RegExp(
    `(?:client\\.|[\\s(]|\\$\\{apiUrl\\})((?:${families})(?:\\.[a-z]+)?\\.[a-zA-Z]+)[(\`]`,
    'g',
  );
  const files = globSync('src/{slack,doctor}/**/*.ts').map((file) => readFileSync(file, 'utf8'));
  const calls = files.flatMap((text) => [...text.matchAll(call)].map(([, name = '']) => name));
  const keptFiles = files.some((text) => text.includes('https://files.slack.com')) ? ['files.slack.com'] : [];
  return [...new Set([...calls, ...keptFiles])].sort();
}

const called = calledInSource();
const features = ['slash_commands', 'shortcuts'];
const needs = [...called, ...events, ...features];

describe('the scopes of slack-manifest.yml', () => {
  it('are known for everything that is called or subscribed to', () => {
    expect(called).toContain('apps.connections.open');
    expect(needs.filter((name) => SCOPES_OF[name] === undefined)).toEqual([]);
    expect(Object.keys(SCOPES_OF).filter((name) => !needs.includes(name))).toEqual([]);
  });

  it('are all that is needed, and no more', () => {
    const needed = new Set(needs.flatMap((name) => SCOPES_OF[name] ?? []));
    expect(granted.toSorted()).toEqual([...needed].sort());
  });

  it('are explained, each with what needs it', () => {
    const rows = readFileSync('docs/slack-scopes.md', 'utf8').matchAll(
      /^\| `([^`]+)` +\| ([^|]+) \| ([^|]+) \|$/gm,
    );
    const explained = [...rows].map(([, scope = '', why = '', what = '']) => ({ scope, why, what }));
    expect(explained.map(({ scope }) => scope)).toEqual(granted.toSorted());
    for (const { scope, why, what } of explained) {
      expect(why.trim().length, scope).toBeGreaterThan(10);
      const named = [...what.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
      expect(named.sort(), scope).toEqual(needs.filter((name) => SCOPES_OF[name]?.includes(scope)).sort());
    }
  });

  it('are asked for by the pretend Slack too, for every method that the bot calls with its own token', () => {
    const byBot = called.filter((name) => !['apps.connections.open', 'files.slack.com'].includes(name));
    expect(byBot.filter((name) => !pretendMethods.has(name))).toEqual([]);
  });
});

describe('slack-manifest.yml', () => {
  let listeners: string[];
  beforeAll(async () => {
    const world = await openSurfaceWorld();
    listeners = [...listenersOf(world.context).keys()];
    await world.close();
  });
  const heard = (kind: string) =>
    listeners.flatMap((name) => (name.startsWith(`${kind} `) ? [name.slice(kind.length + 1)] : [])).sort();

  it('names the commands, shortcuts and steps that there are', () => {
    const { shortcuts, slash_commands: commands } = manifest.features;
    expect(shortcuts.map(({ callback_id: id }) => id).sort()).toEqual(heard('shortcut'));
    expect(commands.map(({ command }) => command).sort()).toEqual(heard('slash'));
    expect(Object.keys(manifest.functions).sort()).toEqual(heard('function'));
  });

  it('subscribes to the events that are listened to', () => {
    const ofOthers: Record<string, string> = { 'message.im': 'message', function_executed: 'function' };
    const direct = events.filter((event) => ofOthers[event] === undefined);
    expect(direct.sort()).toEqual(heard('event'));
    for (const event of events.filter((name) => ofOthers[name] !== undefined)) {
      expect(
        listeners.some((name) => name.split(' ')[0] === ofOthers[event]),
        event,
      ).toBe(true);
    }
  });

  const file = join(
    process.env.CONTRACTS_DIR ?? '../shared/contracts',
    'jsonschema/manifest.schema.2.0.0.json',
  );
  it.skipIf(!existsSync(file))(
    "is what Slack's schema asks for (skipped where CONTRACTS_DIR has none)",
    () => {
      const ajv = new Ajv({ strict: false, allErrors: true, formats: { uri: URL.canParse } });
      const validate = ajv.compile(JSON.parse(readFileSync(file, 'utf8')));
      const text = parse(readFileSync('slack-manifest.yml', 'utf8'));
      expect(validate(text) ? [] : validate.errors).toEqual([]);
      // That the schema can tell: one domain more than Slack takes.
      const six = [...manifest.features.unfurl_domains, 'a.example'];
      expect(validate({ ...text, features: { ...text.features, unfurl_domains: six } })).toBe(false);
    },
  );
});
