import type { OutboundCall } from '../security/call-recorder.ts';
import type { Caller } from '../security/caller.ts';
import type { Timestamp } from '../store/timestamp.ts';
import { callerKey } from './caller-key.ts';
import { toldBy } from './circuit.ts';
import type { ProviderId } from './contract.ts';
import { MOST_REFUSALS, type Signs } from './health.ts';
import type { Intake } from './intake.ts';

/** How long deliveries that cannot be verified are counted, in ms. */
const COUNTED_FOR_MS = 60 * 60_000;
/** An address is whatever its sender makes of it: no more are remembered, the longest unheard going first. */
const MOST_DOORS = 1_000;

type CallSigns = Pick<Signs, 'refusals' | 'answeredAt' | 'acceptedAt'>;

interface Door {
  unverified: number;
  since: number;
  verifiedAt: Timestamp | undefined;
}

/** Watches calls and deliveries go by, in memory. */
export interface HealthSigns {
  onCall(call: OutboundCall): void;
  /** Told of an answer's headers: a limit is no refusal. */
  onAnswer(caller: Caller, status: number, headers: Headers): void;
  intake(intake: Intake): Intake;
  of(caller: Caller): CallSigns & Pick<Signs, 'unverified' | 'verifiedAt'>;
}

export function createHealthSigns({ now }: { now: () => Date }): HealthSigns {
  const calls = new Map<string, CallSigns>();
  const doors = new Map<string, Door>();

  function note(caller: Caller, changes: (before: CallSigns) => Partial<CallSigns>): void {
    const key = callerKey(caller);
    const before = calls.get(key) ?? { refusals: 0, answeredAt: undefined, acceptedAt: undefined };
    calls.set(key, { ...before, ...changes(before) });
  }

  function noteDelivery(door: string, isVerified: boolean): void {
    const at = now();
    const before = doors.get(door);
    const isFresh = before && at.getTime() - before.since < COUNTED_FOR_MS;
    doors.delete(door);
    doors.set(
      door,
      isVerified
        ? { unverified: 0, since: at.getTime(), verifiedAt: at.toISOString() }
        : {
            unverified: (isFresh ? before.unverified : 0) + 1,
            since: isFresh ? before.since : at.getTime(),
            verifiedAt: before?.verifiedAt,
          },
    );
    const [longestUnheard] = doors.keys();
    if (doors.size > MOST_DOORS && longestUnheard !== undefined) doors.delete(longestUnheard);
  }

  function doorsOf({ workspaceId, integrationId = '', provider }: Caller): Door[] {
    // Who signs with a secret of the environment may name no integration.
    const names = [doorOf(provider, `${workspaceId}.${integrationId}`), doorOf(provider, undefined)];
    return names.flatMap((name) => doors.get(name) ?? []);
  }

  return {
    onCall(call) {
      const { caller } = call;
      if (caller && toldBy(call) === 'answered') note(caller, () => ({ answeredAt: now().toISOString() }));
    },

    onAnswer(caller, status, headers) {
      if (status < 400) note(caller, () => ({ refusals: 0, acceptedAt: now().toISOString() }));
      // What a person has just typed may be wrong, and they are told.
      if (caller.insists) return;
      if (status === 401) note(caller, () => ({ refusals: MOST_REFUSALS }));
      if (status === 403 && !isLimit(headers)) note(caller, ({ refusals }) => ({ refusals: refusals + 1 }));
    },

    intake: (intake) => async (provider, request, address) => {
      const outcome = await intake(provider, request, address);
      if (outcome.kind !== 'unknown_provider' && outcome.kind !== 'closed') {
        noteDelivery(doorOf(provider, address), outcome.kind !== 'unverified');
      }
      return outcome;
    },

    of(caller) {
      const { refusals = 0, answeredAt, acceptedAt } = calls.get(callerKey(caller)) ?? {};
      const at = now().getTime();
      const counted = doorsOf(caller).filter(({ since }) => at - since < COUNTED_FOR_MS);
      return {
        ...{ refusals, answeredAt, acceptedAt },
        unverified: Math.max(0, ...counted.map(({ unverified }) => unverified)),
        verifiedAt: doorsOf(caller)
          .flatMap(({ verifiedAt }) => verifiedAt ?? [])
          .sort()
          .at(-1),
      };
    },
  };
}

function doorOf(provider: ProviderId, address: string | undefined): string {
  return `${provider} ${address ?? ''}`;
}

/** GitHub answers 403 to those who ask too often. https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api */
function isLimit(headers: Headers): boolean {
  return headers.has('retry-after') || headers.get('x-ratelimit-remaining') === '0';
}
