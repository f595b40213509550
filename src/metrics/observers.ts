import type { Rest } from '../integrations/circuit-breaker.ts';
import type { ProviderId } from '../integrations/contract.ts';
import type { Intake } from '../integrations/intake.ts';
import type { VendorLimit } from '../integrations/vendor-limit.ts';
import type { DeadJob, JobHandlers, JobKind } from '../jobs/job.ts';
import { isPostponed } from '../jobs/retry.ts';
import { type AnyHandler, wrapHandlers } from '../jobs/wrap-handlers.ts';
import type { OutboundCall } from '../security/call-recorder.ts';
import type { Caller } from '../security/caller.ts';
import type { Instruments } from './instruments.ts';

/** Where the rest of the house is listened to. Nothing here changes what happens. */
export interface Observers {
  intake(intake: Intake): Intake;
  handlers(handlers: JobHandlers): JobHandlers;
  onDead(job: Pick<DeadJob, 'kind'>): void;
  onExternalCall(call: OutboundCall): void;
  onVendorLimit(caller: Caller, limit: VendorLimit): void;
  onRest(caller: Caller, rest: Rest | undefined): void;
  /** `outcome` is `ok` or what else became of it. */
  onSlackCall(method: string, outcome: string): void;
}

export function createObservers(
  instruments: Instruments,
  options: {
    /** Anything else would let whoever calls us make up label values. */
    providers: ReadonlySet<ProviderId>;
    /** A monotonic clock in milliseconds. */
    elapsed: () => number;
  },
): Observers {
  const { providers, elapsed } = options;

  function observed(kind: JobKind, handle: AnyHandler): AnyHandler {
    return async (payload, run) => {
      const startedAt = elapsed();
      let outcome = 'done';
      try {
        await handle(payload, run);
      } catch (error) {
        outcome = isPostponed(error) ? 'postponed' : 'failed';
        throw error;
      } finally {
        instruments.jobRuns.inc({ kind, outcome: outcome });
        instruments.jobDuration.observe({ kind }, (elapsed() - startedAt) / 1000);
      }
    };
  }

  return {
    intake: (intake) => async (name, request, address) => {
      const provider = providers.has(name) ? name : 'other';
      let outcome = 'failed';
      try {
        const result = await intake(name, request, address);
        outcome = result.kind;
        return result;
      } finally {
        instruments.deliveries.inc({ provider, outcome: outcome });
      }
    },

    handlers: (handlers) => wrapHandlers(handlers, observed),

    onDead: ({ kind }) => instruments.deadLetters.inc({ kind }),

    onExternalCall(call) {
      const provider = call.caller?.provider ?? 'slack';
      instruments.externalCalls.inc({ provider, outcome: outcomeOf(call) });
      instruments.externalCallDuration.observe({ provider }, call.durationMs / 1000);
    },

    onVendorLimit({ provider, integrationId: integration }, { remaining }) {
      if (integration !== undefined) instruments.rateLimitRemaining.set({ provider, integration }, remaining);
    },

    onRest({ provider, integrationId: integration = 'none' }, rest) {
      instruments.circuitBroken.set({ provider, integration }, rest ? 1 : 0);
    },

    onSlackCall: (method, outcome) => instruments.slackCalls.inc({ method, outcome: outcome }),
  };
}

function outcomeOf({ status, error }: OutboundCall): string {
  if (error?.startsWith('BLOCKED_')) return 'refused';
  if (error === 'RATE_LIMITED' || error === 'CIRCUIT_OPEN') return 'postponed';
  if (error !== undefined || status === undefined) return 'failed';
  if (status === 429) return 'rate_limited';
  if (status >= 500) return 'server_error';
  return status >= 400 ? 'client_error' : 'ok';
}
