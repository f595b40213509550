import type { Caller } from '../security/caller.ts';
import type { CallBreaker } from '../security/outbound.ts';
import { callerKey } from './caller-key.ts';
import { afterCall, type Circuit, toldBy, WHOLE } from './circuit.ts';

/** A call that has had no answer for so long, in ms, hangs. */
const HANGS_AFTER_MS = 2_000;
/** Beside so many calls that hang, none is begun: half of those who work would wait for one vendor. */
const MOST_HANGING = 4;
/** How long a call is put off then, in ms. */
const HANGING_WAIT_MS = 5_000;
/** How long others are put off while one call tries whether the vendor answers again, in ms. */
const PROBE_WAIT_MS = 2_000;
/** No call lasts longer, in ms, so that one whose end nobody told of does not count for ever. */
const LONGEST_CALL_MS = 120_000;

/** That an integration's calls rest, since its vendor does not answer. */
export interface Rest {
  /** ISO 8601. */
  since: string;
  /** When one call tries whether it answers again, ISO 8601. */
  until: string;
  /** How many calls failed, one after the other. */
  failures: number;
}

export interface CircuitBreaker extends CallBreaker {
  /** Undefined while calls are made. */
  standing(caller: Caller): Rest | undefined;
}

interface Line {
  circuit: Circuit;
  /** When the calls under way were begun, by which the one that tries a broken circuit is known too. */
  underWay: Set<{ at: number }>;
  probe: { at: number } | undefined;
}

/**
 * Leaves a vendor alone that does not answer, for one integration as long as for that one: after five failures there is
 * a rest that grows to five minutes, after which one call tries whether it answers. And while many calls hang, none is
 * begun beside them. Who has to wait is told for how long, and the queue puts the job off. In memory: a process that
 * was started anew tries.
 */
export function createCircuitBreaker({
  onChange,
  now,
}: {
  /** Told when the calls begin to rest, rest for longer, and when they go on (undefined). */
  onChange: (caller: Caller, rest: Rest | undefined) => void;
  now: () => Date;
}): CircuitBreaker {
  const lines = new Map<string, Line>();

  function lineOf(caller: Caller): Line {
    const key = callerKey(caller);
    const line = lines.get(key) ?? { circuit: WHOLE, underWay: new Set(), probe: undefined };
    lines.set(key, line);
    return line;
  }

  /** 0 where the call may be made. */
  function waitOf({ circuit, underWay, probe }: Line): number {
    const at = now().getTime();
    if (!circuit.broken) {
      const hanging = [...underWay].filter((call) =>
        isBetween(at - call.at, HANGS_AFTER_MS, LONGEST_CALL_MS),
      );
      return hanging.length >= MOST_HANGING ? HANGING_WAIT_MS : 0;
    }
    const rest = circuit.broken.until - at;
    if (rest > 0) return rest;
    return probe && at - probe.at < LONGEST_CALL_MS ? PROBE_WAIT_MS : 0;
  }

  return {
    begin(caller) {
      const line = lineOf(caller);
      const wait = caller.insists ? 0 : waitOf(line);
      if (wait > 0) return wait;
      const call = { at: now().getTime() };
      line.underWay.add(call);
      if (line.circuit.broken) line.probe = call;
      return (ended) => {
        line.underWay.delete(call);
        const isProbe = line.probe === call;
        if (isProbe) line.probe = undefined;
        const told = toldBy(ended);
        if (told === 'nothing') return;
        const before = line.circuit.broken;
        line.circuit = afterCall(line.circuit, told, { isProbe, now: now().getTime() });
        if (line.circuit.broken !== before) onChange(caller, restOf(line.circuit));
      };
    },

    standing: (caller) => restOf(lineOf(caller).circuit),
  };
}

function isBetween(value: number, least: number, most: number): boolean {
  return value >= least && value < most;
}

function restOf({ broken, failures }: Circuit): Rest | undefined {
  return (
    broken && {
      since: new Date(broken.since).toISOString(),
      until: new Date(broken.until).toISOString(),
      failures,
    }
  );
}
