import { type Logger as BoltLogger, ExpressReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { WebClientOptions } from '@slack/web-api';
import express, { type Express } from 'express';
import type { Logger } from 'pino';
import type { SlackConfig } from '../config.ts';
import { checkSocketUrl, createSocket, type SlackSocket } from './socket.ts';

/** Slack's requests come to both: the first is what the guide promised, the second is Bolt's own default. */
const ENDPOINTS = { webhooks: '/api/webhooks/slack', events: '/slack/events' };

/** How what people do in Slack reaches BuildRunner. */
export interface SlackReceiver extends SlackSocket {
  receiver: Receiver;
  /** What the other routes are mounted on. */
  express: Express;
}

/** By signed requests to our address; or, where there is an app token, over a connection that we open to Slack. */
export function createReceiver(options: {
  slack: SlackConfig;
  clientOptions: WebClientOptions;
  boltLogger: BoltLogger;
  log: Logger;
}): SlackReceiver {
  const { slack, clientOptions, boltLogger, log } = options;
  if (slack.appToken === undefined) {
    const receiver = new ExpressReceiver({
      signingSecret: slack.signingSecret,
      endpoints: ENDPOINTS,
      // A listener acknowledges once what was asked for is durable; the answer goes out at that moment.
      processBeforeResponse: false,
      logger: boltLogger,
    });
    return { receiver, express: receiver.app as Express, open: async () => {}, close: async () => {} };
  }
  const receiver = new SocketModeReceiver({
    appToken: slack.appToken,
    // At this level Bolt would write down whatever people say, with the tokens that come along.
    logger: { ...boltLogger, debug() {} },
    // Its own way of connecting again ends the process where Slack cannot be reached just then.
    autoReconnectEnabled: false,
    installerOptions: { clientOptions },
  });
  const { client } = receiver;
  client.on('authenticated', ({ url }: { url?: string }) => checkSocketUrl(url, clientOptions.slackApiUrl));
  return { receiver, express: express(), ...createSocket({ client, log }) };
}
