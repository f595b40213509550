import type { OutboundCall } from '../security/call-recorder.ts';
import { tracing } from '../security/trace.ts';
import type { Database } from '../store/database.ts';
import type { Audit, AuditEntry } from './audit.ts';

/** How many calls are kept in memory while the database cannot be written; of more, the oldest are given up. */
const MOST_WAITING = 10_000;

/** How many calls are written in one statement. */
const BATCH = 500;

/**
 * Writes each call to a vendor into the audit log. One transaction at a time, at once: the calls that end while one is
 * under way share the next.
 */
export interface ExternalCallLog {
  onCall(call: OutboundCall): void;
  /**
   * Resolves when every call that has ended by now is durable in the log. Also where it could not be written: then the
   * operator was told, and it is tried again with the next call.
   */
  written(): Promise<void>;
}

export function createExternalCallLog(options: {
  audit: Audit;
  database: Database;
  /** Told of what could not be written. */
  onError: (error: unknown) => void;
}): ExternalCallLog {
  const { audit, database, onError } = options;
  let waiting: AuditEntry[] = [];
  /** The write that will take what waits. */
  let next: Promise<void> | undefined;
  let last: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    next = undefined;
    const taken = waiting;
    waiting = [];
    try {
      // Each call has its own trace in its payload: whoever happens to write has nothing to add.
      await tracing(undefined, () =>
        database.transaction(async (transaction) => {
          for (let from = 0; from < taken.length; from += BATCH) {
            await audit.record(transaction, ...taken.slice(from, from + BATCH));
          }
        }),
      );
    } catch (error) {
      waiting = [...taken, ...waiting].slice(-MOST_WAITING);
      onError(error);
    }
  }

  function begin(): Promise<void> {
    next ??= last = last.then(write);
    return next;
  }

  return {
    onCall({ caller, ...call }) {
      if (!caller) return;
      const { workspaceId, integrationId, provider } = caller;
      const payload = { integration: integrationId, provider, ...call };
      waiting.push({ workspaceId, actor: 'system', action: 'integration.called', payload });
      void begin();
    },
    written: () => (waiting.length > 0 ? begin() : last),
  };
}
