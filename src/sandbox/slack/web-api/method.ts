import type { Workspace } from '../workspace/workspace.ts';
import type { Arguments } from './arguments.ts';
import type { Tier } from './rate-limits.ts';

export interface Call {
  workspace: Workspace;
  args: Arguments;
}

/** One method of the Web API. */
export interface Method {
  tier: Tier;
  /** The OAuth scope this call needs; `undefined` where it needs none. */
  scope: (call: Call) => string | undefined;
  /** What is counted separately: `chat.postMessage` is limited by channel. */
  rateKey?: (call: Call) => string;
  /** Does it, and gives the answer beside `ok: true`. Throws `Refusal`. */
  run: (call: Call) => Record<string, unknown>;
}

/** A scope that does not depend on the call. */
export function always(scope: string): (call: Call) => string {
  return () => scope;
}

export function noScope(): undefined {
  return undefined;
}
