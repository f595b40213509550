import { Refusal } from './refusal.ts';

const LIFETIME_MS = 3_000;
/** Spent and expired ids are kept this long, so that they can be told from unknown ones. */
const MEMORY_MS = 60_000;

interface Trigger {
  user: string;
  issuedAt: number;
  spent: boolean;
}

/** Trigger ids: each opens one modal, within 3 s (docs.slack.dev/interactivity/handling-user-interaction). */
export class Triggers {
  readonly #issued = new Map<string, Trigger>();
  readonly #now: () => Date;
  readonly #newId: () => string;

  constructor(now: () => Date, newId: () => string) {
    this.#now = now;
    this.#newId = newId;
  }

  /** A new trigger id for `user`. */
  issue(user: string): string {
    const now = this.#now().getTime();
    for (const [id, trigger] of this.#issued) {
      if (now - trigger.issuedAt > MEMORY_MS) this.#issued.delete(id);
    }
    const id = this.#newId();
    this.#issued.set(id, { user, issuedAt: now, spent: false });
    return id;
  }

  /** Uses `id` up; gives whose it is. Throws the refusal Slack gives for one unknown, used or too old. */
  exchange(id: string): string {
    const trigger = this.#issued.get(id);
    if (!trigger) throw new Refusal('invalid_trigger_id');
    if (trigger.spent) throw new Refusal('exchanged_trigger_id');
    if (this.#now().getTime() - trigger.issuedAt > LIFETIME_MS) throw new Refusal('expired_trigger_id');
    trigger.spent = true;
    return trigger.user;
  }
}
