/** How often something may be done until the window of time it is counted in has passed. */
export interface Allowance {
  readonly limit: number;
  /** Uses some up, one unless said otherwise. Whether that much was left. */
  take(amount?: number): boolean;
  /** Uses up what is left. */
  exhaust(): void;
  /** How things stand; `resetsAt` is in epoch milliseconds. */
  state(): { used: number; remaining: number; resetsAt: number };
}

/** An allowance whose window of `windowMs` milliseconds begins when it is first asked for, and after each end. */
export function createAllowance(limit: number, windowMs: number, now: () => number): Allowance {
  let used = 0;
  let resetsAt = 0;
  const roll = () => {
    if (now() < resetsAt) return;
    used = 0;
    resetsAt = now() + windowMs;
  };
  return {
    limit,
    take(amount = 1) {
      roll();
      used += amount;
      return used <= limit;
    },
    exhaust() {
      roll();
      used = Math.max(used, limit);
    },
    state() {
      roll();
      const spent = Math.min(used, limit);
      return { used: spent, remaining: limit - spent, resetsAt };
    },
  };
}
