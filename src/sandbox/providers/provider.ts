import type { Router } from 'express';
import type { ActResult, Panel } from '../page-api.ts';
import type { RandomBytes } from './shared/ids.ts';

/**
 * A provider as the sandbox plays it: as strict about requests as the vendor, and with a panel through which a
 * person does what would happen on the vendor's side (push a commit, break a build, revoke the token).
 */
export interface PretendProvider {
  /** The word it is mounted, shown and configured under: `vercel`. */
  readonly id: string;
  /** The vendor's API and the pages its answers link to, to be mounted at `<base>/<id>`, before any body parser. */
  readonly api: Router;
  panel(): Panel;
  /** Does one of the panel's actions; `item` is the id of the item it stands at. */
  act(action: string, item: string | undefined, inputs: Readonly<Record<string, string>>): Promise<ActResult>;
  /** Takes in a commit that was pushed at the code host, as a vendor does that watches it. */
  learn?(push: HostedPush): void;
  /** Calls `listener` after anything the panel shows has changed; answers the way to stop that. */
  onChange(listener: () => void): () => void;
  /** From here on time passes: what fell due while the process was down is made up for. */
  start(): void;
  /** Stops timers and deliveries and waits for what is being written. */
  close(): Promise<void>;
}

/** What a pretend provider is made with. */
export interface PretendOptions {
  /** Where the answer's `api` is mounted, as browsers reach it: `http://127.0.0.1:3000/sandbox/vercel`. */
  baseUrl: () => string;
  /** The file in which the world outlives the process; without one it starts afresh each time. */
  statePath?: string;
  now: () => Date;
  timers: Timers;
  /** `crypto.randomBytes` unless a test wants something predictable. */
  random?: RandomBytes;
  /** Told of what goes wrong while no request waits for an answer. */
  onError: (error: unknown) => void;
}

/** What one that builds is made with. */
export interface PretendPlatformOptions extends PretendOptions {
  /** From the request to the end of a build: 6 seconds. */
  buildSeconds?: number;
  /** Waits before each further attempt to deliver a webhook, in milliseconds, instead of the vendor's own. */
  webhookRetryDelaysMs?: readonly number[];
}

/** A push as the code host tells of it. */
export interface HostedPush {
  branch: string;
  commit: { sha: string; message: string; author: string };
}

/** How a pretend provider waits, so that a test can move the clock. */
export interface Timers {
  /** Runs `run` once after `ms` milliseconds unless the answer is called before. */
  after(ms: number, run: () => void): () => void;
}

/** The process's own timers. */
export const systemTimers: Timers = {
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
