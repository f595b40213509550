import type { Logger } from 'pino';
import { ConfigError } from '../config.ts';
import { endsWithin } from '../timing/ends-within.ts';
import type { Timers } from '../timing/timers.ts';
import { slackErrorCode } from './delivery/slack-errors.ts';

/** How long to wait before each further try to connect, in ms; the last one from then on. */
const RETRY_DELAYS_MS = [0, 1_000, 5_000, 15_000, 30_000];
/** How long Slack may take to greet, in ms. */
const GREETING_MS = 20_000;
/** How long Slack may take to say farewell, in ms. */
const FAREWELL_MS = 1_000;

/**
 * Slack's words for a token that will not open a connection however often it is tried.
 * https://docs.slack.dev/reference/methods/apps.connections.open
 */
const REFUSALS: ReadonlySet<string> = new Set([
  'access_denied',
  'account_inactive',
  'forbidden_team',
  'invalid_auth',
  'missing_scope',
  'no_permission',
  'not_allowed_token_type',
  'not_authed',
  'token_expired',
  'token_revoked',
]);

const MEND =
  'make an app-level token with the scope connections:write at https://api.slack.com/apps, Basic Information';

/** The connection over which Slack tells what people do. */
export interface SlackSocket {
  /**
   * Resolves when it is open. Where Slack cannot be reached it resolves too, and is tried again until it can. Throws
   * `ConfigError` where Slack refuses the token.
   */
  open(): Promise<void>;
  /** Nothing comes in from then on. */
  close(): Promise<void>;
}

/** What is used of the SDK's client, which is not to connect again by itself. */
export interface SocketClient {
  /** Resolves when Slack has greeted. */
  start(): Promise<unknown>;
  disconnect(): Promise<void>;
  on(event: 'disconnected', listener: () => void): unknown;
}

/** Keeps a connection open: Slack itself ends each after some hours, and says so shortly before at most. */
export function createSocket(options: { client: SocketClient; log: Logger; timers?: Timers }): SlackSocket {
  const { client, log } = options;
  const timers: Timers = options.timers ?? globalThis;
  let isOpen = false;
  let isClosed = false;
  let tries = 0;
  let timer: unknown;

  client.on('disconnected', () => {
    if (!isOpen) return;
    isOpen = false;
    if (isClosed) return;
    log.info('Slack ended the connection: it is opened anew');
    retry();
  });

  async function connect(): Promise<void> {
    if (!(await endsWithin(GREETING_MS, client.start(), timers))) {
      await leave();
      throw new Error('Slack did not greet in time');
    }
    isOpen = true;
    tries = 0;
    log.info('connected to Slack in Socket Mode');
    if (isClosed) await leave();
  }

  function retry(): void {
    const delay = RETRY_DELAYS_MS[Math.min(tries, RETRY_DELAYS_MS.length - 1)] ?? 0;
    tries += 1;
    timer = timers.setTimeout(() => {
      connect().catch((error: unknown) => {
        log.warn({ err: error, tries }, 'Slack cannot be reached: it is tried again');
        if (!isClosed) retry();
      });
    }, delay);
  }

  async function leave(): Promise<void> {
    await endsWithin(FAREWELL_MS, client.disconnect(), timers);
  }

  return {
    async open() {
      try {
        await connect();
      } catch (error) {
        const code = slackErrorCode(error);
        if (code !== undefined && REFUSALS.has(code)) {
          throw new ConfigError([`SLACK_APP_TOKEN is refused by Slack (${code}); ${MEND}`]);
        }
        log.warn({ err: error }, 'Slack cannot be reached: it is tried again');
        retry();
      }
    },
    async close() {
      isClosed = true;
      timers.clearTimeout(timer);
      if (isOpen) await leave();
    },
  };
}

/** Throws where Slack's answer names a place that is neither Slack's nor where the operator said Slack is. */
export function checkSocketUrl(address: string | undefined, apiUrl: string | undefined): void {
  const url = URL.parse(address ?? '');
  const own = apiUrl === undefined ? undefined : new URL(apiUrl);
  const isSlacks = url?.protocol === 'wss:' && /(^|\.)slack\.com$/.test(url.hostname);
  const isOperators = url !== null && own !== undefined && url.hostname === own.hostname;
  if (!isSlacks && !isOperators) throw new Error('Slack named a place to connect to that is not its own.');
}
