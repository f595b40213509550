import { LowSync, MemorySync, type SyncAdapter } from 'lowdb';
import { JSONFileSync } from 'lowdb/node';
import { z } from 'zod';
import { freshState } from './seed.ts';
import type { WorkspaceState } from './state.ts';

const record = z.record(z.string(), z.unknown());
const stateShape = z.object({
  version: z.literal(1),
  lastTimestamp: z.number(),
  channels: z.array(z.object({ id: z.string(), name: z.string(), members: z.array(z.string()) })).min(1),
  messages: record,
  homes: record,
  modals: record,
  files: record,
  responseUrls: record,
  executions: record.optional(),
  pendingEvents: z.array(z.unknown()),
});

/**
 * Opens the workspace's memory: a JSON file replaced atomically on every `write`, or nothing but memory where
 * `path` is absent. `write` is synchronous, so what was answered survives a killed process.
 * Throws where the file is not what an earlier run wrote: it is never silently replaced.
 */
export function openStore(path: string | undefined): LowSync<WorkspaceState> {
  const adapter: SyncAdapter<WorkspaceState> =
    path === undefined ? new MemorySync<WorkspaceState>() : new JSONFileSync<WorkspaceState>(path);
  const store = new LowSync<WorkspaceState>(adapter, freshState());
  try {
    store.read();
    stateShape.parse(store.data);
  } catch (cause) {
    throw new Error(`${path} is not a sandbox state file; delete it to start afresh`, { cause });
  }
  return store;
}
