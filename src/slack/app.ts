import type { Logger as BoltLogger, ReceiverEvent } from '@slack/bolt';
import { App, LogLevel } from '@slack/bolt';
import type { WebClient, WebClientOptions } from '@slack/web-api';
import type { Express } from 'express';
import type { Logger } from 'pino';
import type { SlackConfig } from '../config.ts';
import type { Ongoing } from '../timing/ongoing.ts';
import { allCommands } from './commands/index.ts';
import { createCommandRunner } from './commands/run-command.ts';
import type { EventIntake } from './event-intake.ts';
import { registerListeners } from './listeners/index.ts';
import { type OnSlackCall, observedFetch } from './observed-fetch.ts';
import { createResolveActor } from './people.ts';
import { createReceiver } from './receiver.ts';
import type { Rooms } from './rooms.ts';
import type { SlackSocket } from './socket.ts';
import { createUserGroups } from './user-groups.ts';

export interface SlackOptions {
  slack: SlackConfig;
  apiUrl: string | undefined;
  rooms: Rooms;
  /** Keeps events before they are acknowledged. */
  takeEvent: EventIntake;
  /** Told of each call of Slack's Web API once it has ended. */
  onCall?: OnSlackCall;
  /** Told of each listener at work, which may go on long after it has acknowledged. */
  ongoing?: Ongoing;
  log: Logger;
}

export interface SlackApp {
  /** What the other routes are mounted on; Slack's own stand on it already, where its requests come in that way. */
  express: Express;
  /** For what comes in over a connection that we open; there is nothing to open where Slack sends requests. */
  socket: SlackSocket;
  clientFor: (workspaceId: string) => Promise<WebClient>;
  /** Hands an event that was kept to the listeners. */
  processEvent: App['processEvent'];
}

export function createSlackApp(options: SlackOptions): SlackApp {
  const { rooms } = options;
  const logger = boltLogger(options.log);
  const clientOptions = clientOptionsOf(options);
  const { receiver, express, ...socket } = createReceiver({ ...options, clientOptions, boltLogger: logger });
  const app = new App({
    token: options.slack.botToken,
    receiver,
    logger,
    clientOptions,
    tokenVerificationEnabled: false,
    // That token is a step's alone, and may be over before what the step asked for.
    attachFunctionToken: false,
  });
  const processEvent: App['processEvent'] = (event) => app.processEvent(event);
  const keepFirst = async (event: ReceiverEvent) => {
    if (!(await options.takeEvent(event))) await processEvent(event);
  };
  receiver.init(Object.create(app, { processEvent: { value: keepFirst } }));
  app.use(({ next }) => options.ongoing?.track(next()) ?? next());
  app.error(async (error) => {
    options.log.error({ err: error }, 'a request from Slack failed');
  });
  const userGroups = createUserGroups(rooms);
  registerListeners(app, {
    ...rooms,
    resolveActor: createResolveActor({ ...rooms, userGroups }),
    runCommand: createCommandRunner({ ...rooms, commands: allCommands(rooms) }),
  });
  return { express, socket, clientFor: async () => app.client, processEvent };
}

/**
 * The client's own habits (ten retries over half an hour, no timeout) would work against the queue, which does the
 * retrying and remembers it.
 */
function clientOptionsOf({ apiUrl, onCall }: SlackOptions): WebClientOptions {
  return {
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    ...(onCall === undefined ? {} : { fetch: observedFetch(onCall) }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 10_000,
    maxRequestConcurrency: 20,
  };
}

function boltLogger(log: Logger): BoltLogger {
  const child = log.child({ part: 'bolt' });
  const write =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (...messages: unknown[]) =>
      child[level](
        messages.map((message) => (message instanceof Error ? message.message : String(message))).join(' '),
      );
  return {
    debug: write('debug'),
    info: write('debug'),
    warn: write('warn'),
    error: write('error'),
    setLevel() {},
    setName() {},
    getLevel: () => LogLevel.DEBUG,
  };
}
