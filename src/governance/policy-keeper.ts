import { stat } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { readPolicy } from './policy-file.ts';
import type { Policy } from './policy-schema.ts';

/**
 * How often the file is looked at, in ms. Its times are compared rather than the kernel asked to tell: that also works
 * for a file behind links that are exchanged, as Kubernetes does, and on a network drive.
 */
const LOOK_EVERY_MS = 500;

export type PolicyNews =
  /** `sections`: the top-level keys that are other than before. `wasBroken`: the file could not be used meanwhile. */
  | { what: 'reloaded'; sections: string[]; wasBroken: boolean }
  /** The last good policy stays in force. */
  | { what: 'rejected'; problems: string[] };

export interface PolicyKeeper {
  current(): Policy;
  /** Reads the file now. Gives what is new, where anything is. */
  reload(): Promise<PolicyNews | undefined>;
  /** Reads the file whenever it changes, until the returned function is called. Tells `listener` what is new. */
  watch(listener: (news: PolicyNews) => void): () => void;
}

/** Keeps the policy in force: the last one that could be used. `first` is what the start read. */
export function createPolicyKeeper(file: string, first: Policy): PolicyKeeper {
  let policy = first;
  let problems: readonly string[] = [];

  async function reload(): Promise<PolicyNews | undefined> {
    const reading = await readPolicy(file);
    if (!reading.ok) {
      const isTold = isDeepStrictEqual(reading.problems, problems);
      problems = reading.problems;
      return isTold ? undefined : { what: 'rejected', problems: reading.problems };
    }
    const wasBroken = problems.length > 0;
    const sections = changedSections(policy, reading.policy);
    policy = reading.policy;
    problems = [];
    return wasBroken || sections.length > 0 ? { what: 'reloaded', sections, wasBroken } : undefined;
  }

  return {
    current: () => policy,
    reload,

    watch(listener) {
      let seen: string | undefined;
      let read: string | undefined;
      let isOver = false;
      const look = async () => {
        const before = seen;
        seen = await stateOf(file);
        // An editor may write in several goes: what is still changing is left until it has settled.
        if (seen !== before || seen === read) return;
        read = seen;
        const news = await reload();
        if (news && !isOver) listener(news);
      };
      const timer = setInterval(look, LOOK_EVERY_MS).unref();
      return () => {
        isOver = true;
        clearInterval(timer);
      };
    },
  };
}

/** The same as long as nobody writes the file or puts another in its place. */
async function stateOf(file: string): Promise<string> {
  try {
    const { ino, size, mtimeMs } = await stat(file);
    return `${ino} ${size} ${mtimeMs}`;
  } catch {
    return 'not there';
  }
}

function changedSections(before: Policy, after: Policy): string[] {
  const names = Object.keys(after) as (keyof Policy)[];
  return names.filter((name) => !isDeepStrictEqual(before[name], after[name]));
}
