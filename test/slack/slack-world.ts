import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebClient } from '@slack/web-api';
import express from 'express';
import { parse } from 'yaml';
import type { Job } from '../../src/jobs/job.ts';
import type { Block, Message, View } from '../../src/sandbox/page-api.ts';
import { createPretendSlack } from '../../src/sandbox/slack/index.ts';
import { slackSignature } from '../../src/sandbox/slack/to-app/signature.ts';
import { createSlackApp } from '../../src/slack/app.ts';
import { createEventIntake, type EventIntake } from '../../src/slack/event-intake.ts';
import { createSlackEventHandler } from '../../src/slack/handle-event.ts';
import { createProbe } from '../../src/slack/probe.ts';
import type { Rooms } from '../../src/slack/rooms.ts';
import { until } from '../support/until.ts';
import { openHouse } from './house.ts';

export const TEAM = 'T01ACME0001';
export const ADA = 'U01ADA00001';
export const DEE = 'U01DEE00001';
export const BOT = 'U01BUILD001';
export const DEPLOYS = 'C01DEPLOYS1';
export const ADAS_DIRECT_MESSAGE = 'D01ADA00001';

const CREDENTIALS = { botToken: 'xoxb-test', signingSecret: 'a-signing-secret' };

/**
 * The Slack side as it is between a pretend Slack and the house's services. `replaced` stands in for some of them:
 * for what fails.
 */
export async function openSlackWorld(replaced: Partial<Rooms> = {}, more: object = {}) {
  const house = await openHouse({
    policy: { roles: { admin: [ADA], default: 'member' }, ...more },
    probe: createProbe({ clientFor: (workspaceId) => clientFor(workspaceId), wait: async () => undefined }),
  });
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const endpoint = `${base}/slack/events`;
  const slack = createPretendSlack({
    ...CREDENTIALS,
    requestUrl: () => endpoint,
    baseUrl: () => `${base}/pretend`,
    appManifest: parse(readFileSync('slack-manifest.yml', 'utf8')),
    rateLimits: false,
  });
  const apiUrl = `${base}/pretend/slack/api/`;
  const kept: Job[] = [];
  const bodies: Record<string, unknown>[] = [];
  const keep = createEventIntake({
    database: house.database,
    queue: { enqueue: async (_transaction, job) => void kept.push(job) },
    now: house.rooms.now,
  });
  /** As the queue would, once the event is kept. */
  const takeEvent: EventIntake = async (event) => {
    const isKept = await keep(event);
    for (const job of kept.splice(0)) {
      if (job.kind !== 'slack.event') continue;
      bodies.push(job.payload.body);
      void handleEvent(job.payload);
    }
    return isKept;
  };
  const {
    express: bolt,
    processEvent,
    clientFor,
  } = createSlackApp({
    slack: CREDENTIALS,
    apiUrl,
    takeEvent,
    rooms: { ...house.rooms, ...replaced, log: quietly(house.rooms.log) },
    log: quietly(house.rooms.log),
  });
  const handler = createSlackEventHandler({
    database: house.database,
    processEvent,
    clientFor,
    now: house.rooms.now,
  });
  const handleEvent = (payload: Parameters<typeof handler>[0]) =>
    handler(payload, { attempt: 1, signal: new AbortController().signal });
  server.on('request', express().use('/pretend/slack', slack.router).use(bolt));
  const messages = (channel = DEPLOYS, as = ADA): Message[] => slack.snapshot(as).messages[channel] ?? [];

  return {
    house,
    slack,
    /** Does what a kept event asks for, as a job does. */
    handleEvent,
    /** Of the events that were kept, oldest first. */
    keptBodies: () => bodies,
    /** As jobs call Slack's Web API. */
    clientFor,
    /** Where Slack's requests come in. */
    endpoint,
    /** Slack's Web API with the bot's token: for what must be there before a test begins. */
    client: new WebClient(CREDENTIALS.botToken, { slackApiUrl: apiUrl, retryConfig: { retries: 0 } }),
    messages,
    directMessages: () => messages(ADAS_DIRECT_MESSAGE),
    modal: (as = ADA): View | undefined => slack.snapshot(as).modals.at(-1),
    home: (as = ADA): View | null => slack.snapshot(as).home,
    type: (text: string, channel = DEPLOYS, as = ADA) =>
      slack.act('command', { as, channel, command: '/buildrunner', text }),
    /** Presses a button of a view or a message. */
    press(
      container: { viewId: string } | { messageTs: string; channel: string },
      blocks: Block[],
      id: string,
      as = ADA,
    ) {
      const action = buttonIn(blocks, id);
      return slack.act('action', { as, container, action, state: {} });
    },
    /** Submits the topmost modal, once there is one. */
    async submit(values: Record<string, unknown>, as = ADA) {
      const { id } = await until(() => slack.snapshot(as).modals.at(-1));
      return slack.act('submit', { as, viewId: id, state: state(values) });
    },
    /** An event that no act of the pretend Slack brings about. */
    async send(event: Record<string, unknown>, eventId = `Ev${randomUUID()}`, more: object = {}) {
      const envelope = { type: 'event_callback', team_id: TEAM, event_id: eventId, event, ...more };
      const body = JSON.stringify(envelope);
      const timestamp = Math.floor(Date.now() / 1000);
      const headers = {
        'content-type': 'application/json',
        'x-slack-request-timestamp': String(timestamp),
        'x-slack-signature': slackSignature(CREDENTIALS.signingSecret, timestamp, body),
      };
      return (await fetch(endpoint, { method: 'POST', headers, body })).status;
    },
    async close() {
      await slack.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await house.close();
    },
  };
}

export type SlackWorld = Awaited<ReturnType<typeof openSlackWorld>>;

/** `state.values` of inputs that all have the action id `value`, by block id. */
function state(values: Record<string, unknown>) {
  return Object.fromEntries(Object.entries(values).map(([block, value]) => [block, { value }]));
}

function buttonIn(blocks: Block[], actionId: string): Record<string, unknown> {
  for (const block of blocks) {
    const elements = [...((block.elements as object[]) ?? []), (block.accessory as object) ?? {}];
    const found = elements.find((element) => 'action_id' in element && element.action_id === actionId);
    if (found) return { ...found, block_id: block.block_id };
  }
  throw new Error(`There is no ${actionId}.`);
}

/** The log, with the children that pino's have. */
function quietly(log: Rooms['log']): Rooms['log'] {
  const quiet = Object.assign(Object.create(log), { debug: () => undefined });
  return Object.assign(quiet, { child: () => quiet });
}
