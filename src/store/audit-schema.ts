import type { Timestamp } from './timestamp.ts';

/** The tables of the audit log. */
export interface AuditSchema {
  runner_events: RunnerEventRow;
  audit_chains: AuditChainRow;
}

/** An entry of the audit log before it has its place in the chain. */
export interface NewRunnerEvent {
  id: string;
  workspace_id: string;
  /** A Slack user id, `system`, or `webhook:vercel`. */
  actor: string;
  /** `integration.configured`, `preview.requested`, … */
  action: string;
  /** JSON object, kept to the byte: it is hashed as it is written. */
  payload: string;
  created_at: Timestamp;
}

/** What is kept with an event to make it a link of its workspace's chain. */
export interface ChainLink {
  /** From 1, without gaps. */
  sequence: number;
  /** The beginnings of the SHA-256 of each chained field, joined. */
  fingerprints: string;
  /** SHA-256 in hexadecimal. */
  hash: string;
}

/** The audit log, a chain for each workspace: see `event-chain.ts`. */
export type RunnerEventRow = NewRunnerEvent & ChainLink;

/** Where each workspace's chain ends: an event that is cut off at the end is missed. */
export interface AuditChainRow {
  workspace_id: string;
  /** Of the last event. */
  sequence: number;
  hash: string;
}
