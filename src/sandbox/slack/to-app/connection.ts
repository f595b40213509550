import { Agent, fetch } from 'undici';
import { slackSignature } from './signature.ts';

/** Slack waits this long for an answer. */
export const DEADLINE_MS = 3_000;

export type Answer =
  | { ok: true; body: string; isJson: boolean }
  /** `reason` is the Events API's `x-slack-retry-reason`; `status` where there was an answer. */
  | {
      ok: false;
      reason: 'http_timeout' | 'http_error' | 'connection_failed';
      status?: number;
      noRetry: boolean;
    };

export interface ConnectionOptions {
  signingSecret: string;
  requestUrl: () => string;
  now: () => Date;
  deadlineMs: number;
}

/** Sends signed requests to the app, as Slack does, over a dispatcher of its own. */
export class AppConnection {
  readonly #options: ConnectionOptions;
  readonly #agent = new Agent();

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  /** Never throws: whatever goes wrong is an answer. Only a 2xx within the deadline is `ok`. */
  async send(body: string, contentType: string, headers: Record<string, string> = {}): Promise<Answer> {
    const { signingSecret, requestUrl, now, deadlineMs } = this.#options;
    const timestamp = Math.floor(now().getTime() / 1000);
    const signal = AbortSignal.timeout(deadlineMs);
    try {
      const response = await fetch(requestUrl(), {
        method: 'POST',
        dispatcher: this.#agent,
        redirect: 'manual',
        signal,
        body,
        headers: {
          'content-type': contentType,
          'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
          'x-slack-request-timestamp': String(timestamp),
          'x-slack-signature': slackSignature(signingSecret, timestamp, body),
          ...headers,
        },
      });
      const text = await response.text();
      const noRetry = response.headers.get('x-slack-no-retry') === '1';
      if (!response.ok) return { ok: false, reason: 'http_error', status: response.status, noRetry };
      const isJson = response.headers.get('content-type')?.includes('application/json') ?? false;
      return { ok: true, body: text, isJson };
    } catch {
      return { ok: false, reason: signal.aborted ? 'http_timeout' : 'connection_failed', noRetry: false };
    }
  }

  /** A form as slash commands and interactivity use it. */
  sendForm(fields: Record<string, string>): Promise<Answer> {
    return this.send(new URLSearchParams(fields).toString(), 'application/x-www-form-urlencoded');
  }

  /** An interaction: JSON in the form's `payload`. */
  sendInteraction(payload: Record<string, unknown>): Promise<Answer> {
    return this.sendForm({ payload: JSON.stringify(payload) });
  }

  /** Ends open connections; requests under way fail. */
  close(): Promise<void> {
    return this.#agent.destroy();
  }
}
