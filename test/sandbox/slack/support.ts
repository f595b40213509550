import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, ExpressReceiver, LogLevel } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import express from 'express';
import {
  createPretendSlack,
  type PretendSlack,
  type PretendSlackOptions,
} from '../../../src/sandbox/slack/index.ts';

export const TOKEN = 'xoxb-sandbox-token';
export const SIGNING_SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
export const ADA = 'U01ADA00001';
export const DEE = 'U01DEE00001';
export const MEL = 'U01MEL00001';
export const BOT = 'U01BUILD001';
export const GENERAL = 'C01GENERAL1';
export const DEPLOYS = 'C01DEPLOYS1';
export const ADA_DM = 'D01ADA00001';

export const SCOPES = [
  'chat:write',
  'commands',
  'app_mentions:read',
  'channels:read',
  'channels:history',
  'channels:join',
  'im:read',
  'im:history',
  'im:write',
  'users:read',
  'users:read.email',
  'reactions:write',
  'files:write',
  'links:write',
  'team:read',
];

export function manifest(change: { scopes?: string[]; features?: object; settings?: object } = {}) {
  return {
    display_information: { name: 'BuildRunner' },
    features: {
      app_home: { home_tab_enabled: true },
      bot_user: { display_name: 'BuildRunner' },
      slash_commands: [{ command: '/buildrunner', description: 'Ask the bot', usage_hint: 'help' }],
      shortcuts: [
        { name: 'Deploy', type: 'global', callback_id: 'deploy', description: 'Deploy a preview' },
        { name: 'Create issue', type: 'message', callback_id: 'create_issue', description: 'From a message' },
      ],
      ...change.features,
    },
    oauth_config: { scopes: { bot: change.scopes ?? SCOPES } },
    settings: {
      event_subscriptions: { bot_events: ['app_mention', 'message.im', 'app_home_opened'] },
      interactivity: { is_enabled: true },
      ...change.settings,
    },
  };
}

export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export interface World {
  slack: PretendSlack;
  client: WebClient;
  /** Base of the sandbox: `http://127.0.0.1:port/sandbox`. */
  base: string;
  /** A Web API call by hand, past the client. */
  call(method: string, args?: Record<string, unknown>): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

/** A pretend Slack behind a real server on a free port. */
export async function startSlack(options: Partial<PretendSlackOptions> = {}): Promise<World> {
  let base = '';
  const slack = createPretendSlack({
    botToken: TOKEN,
    signingSecret: SIGNING_SECRET,
    requestUrl: () => 'http://127.0.0.1:1/nobody-listens',
    baseUrl: () => base,
    appManifest: manifest(),
    rateLimits: false,
    ...options,
  });
  const server = createServer(express().use('/sandbox/slack', slack.router));
  base = `${await listen(server)}/sandbox`;
  const client = new WebClient(TOKEN, {
    slackApiUrl: `${base}/slack/api/`,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
    logger: silent,
  });
  return {
    slack,
    client,
    base,
    call: async (method, args = {}) => {
      const response = await fetch(`${base}/slack/api/${method}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
        body: JSON.stringify(args),
      });
      return (await response.json()) as Record<string, unknown>;
    },
    close: async () => {
      await slack.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const silent = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};

export interface WorldWithApp extends World {
  app: App;
}

/** A pretend Slack and a real Bolt app that it talks to. */
export async function startSlackWithApp(options: Partial<PretendSlackOptions> = {}): Promise<WorldWithApp> {
  const receiver = new ExpressReceiver({ signingSecret: SIGNING_SECRET, logger: silent });
  const server = createServer(receiver.app);
  const url = await listen(server);
  const world = await startSlack({ requestUrl: () => `${url}/slack/events`, ...options });
  const app = new App({
    receiver,
    token: TOKEN,
    logger: silent,
    clientOptions: { slackApiUrl: `${world.base}/slack/api/`, retryConfig: { retries: 0 } },
  });
  return {
    ...world,
    app,
    close: async () => {
      await world.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The error data a refused call is rejected with. */
export async function refused(call: Promise<unknown>): Promise<Record<string, unknown> & { error: string }> {
  const outcome = await call.then(
    () => undefined,
    (error: { data?: Record<string, unknown> & { error: string } }) => error.data,
  );
  if (!outcome) throw new Error('the call was not refused');
  return outcome;
}

export function text(value: string) {
  return { type: 'plain_text' as const, text: value };
}

export function modal(change: Record<string, unknown> = {}) {
  return {
    type: 'modal' as const,
    callback_id: 'name',
    title: text('Name it'),
    submit: text('Save'),
    blocks: [
      {
        type: 'input' as const,
        block_id: 'name',
        label: text('Name'),
        element: { type: 'plain_text_input' as const, action_id: 'value' },
      },
    ],
    ...change,
  };
}
