import type { OutboundCall } from '../security/call-recorder.ts';
import type { Database } from '../store/database.ts';
import type { Audit } from './audit.ts';

/** How long calls are gathered before they are written together, in ms. */
const GATHER_MS = 500;

/** Writes each call to a vendor into the audit log, gathered, so that no call waits for the disk. */
export interface ExternalCallLog {
  onCall(call: OutboundCall): void;
  /** Writes what is still gathered. */
  flush(): Promise<void>;
}

export function createExternalCallLog(options: {
  audit: Audit;
  database: Database;
  /** Told of what could not be written. */
  onError: (error: unknown) => void;
}): ExternalCallLog {
  let gathered: OutboundCall[] = [];
  let timer: NodeJS.Timeout | undefined;

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const calls = gathered;
    gathered = [];
    const entries = calls.flatMap(({ caller, ...call }) => {
      if (!caller) return [];
      const { workspaceId, integrationId, provider } = caller;
      const payload = { integration: integrationId, provider, ...call };
      return [{ workspaceId, actor: 'system', action: 'integration.called', payload }];
    });
    if (entries.length === 0) return;
    try {
      await options.database.transaction((transaction) => options.audit.record(transaction, ...entries));
    } catch (error) {
      options.onError(error);
    }
  }

  return {
    onCall(call) {
      if (!call.caller) return;
      gathered.push(call);
      timer ??= setTimeout(flush, GATHER_MS);
    },
    flush,
  };
}
