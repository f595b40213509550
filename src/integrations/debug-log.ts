import type { Logger } from 'pino';
import type { AuditEntry } from '../governance/audit.ts';
import type { OutboundCall } from '../security/call-recorder.ts';
import type { SettingsStore } from '../store/settings.ts';
import type { EventHandlers } from './process-delivery.ts';

/** Tells step by step what happens with an integration: for whoever looks for a fault. No bodies, no secrets. */
export interface DebugLog {
  /** A request to a vendor or to Slack. */
  call(call: OutboundCall): void;
  /** A decision that was written down. */
  entry(entry: AuditEntry): void;
  /** What each event of a delivery led to. */
  events(handlers: EventHandlers): EventHandlers;
}

/** `shown` names those whose lines are written whatever `LOG_LEVEL` says; others' are of level `debug`. */
export function createDebugLog(options: {
  log: Logger;
  shown: ReadonlySet<string>;
  settings: Pick<SettingsStore, 'read'>;
}): DebugLog {
  const { log, shown, settings } = options;
  const write = (provider: unknown, fields: object, message: string) => {
    const isShown = typeof provider === 'string' && shown.has(provider);
    log[isShown ? 'info' : 'debug'](fields, message);
  };

  async function providerOf(workspaceId: string, integrationId: string): Promise<string | undefined> {
    const { integrations } = await settings.read(workspaceId);
    return integrations.find(({ id }) => id === integrationId)?.provider;
  }

  function observed<T, S extends { workspaceId: string; integrationId: string }, E>(
    handle: (transaction: T, source: S, event: E) => Promise<string | undefined>,
  ) {
    return async (transaction: T, source: S, event: E) => {
      const nothingToDo = await handle(transaction, source, event);
      const provider = await providerOf(source.workspaceId, source.integrationId);
      const fields = { provider, ...source, event, ...(nothingToDo === undefined ? {} : { nothingToDo }) };
      write(provider, fields, nothingToDo === undefined ? 'event taken up' : 'event left alone');
      return nothingToDo;
    };
  }

  return {
    call: (call) => write(call.caller?.provider ?? 'slack', { call }, 'external call'),
    entry(entry) {
      // A call has its own line.
      if (entry.action !== 'integration.called') write(entry.payload.provider, { entry }, 'recorded');
    },
    events: ({ deployment, issue, push, pull_request }) => ({
      deployment: observed(deployment),
      issue: observed(issue),
      push: observed(push),
      pull_request: observed(pull_request),
    }),
  };
}
