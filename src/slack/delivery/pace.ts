/**
 * What Slack takes in one channel: about one message a second, and a few at once after a pause.
 * https://docs.slack.dev/apis/web-api/rate-limits
 */
const EVERY_MS = 1_000;
const AT_ONCE = 3;

/** Keeps the posts in each channel to what Slack takes, so that it need not refuse them. */
export interface Pace {
  /** Takes one post out of a channel's allowance: 0. Where it is used up, nothing is taken: the ms until there is one. */
  take(workspaceId: string, channel: string): number;
}

/** In memory: after a restart every channel has its full allowance, and Slack says so where it has not. */
export function createPace({ now }: { now: () => Date }): Pace {
  /** By channel: when its whole allowance is there again, in ms. */
  const fullAt = new Map<string, number>();
  return {
    take(workspaceId, channel) {
      const key = `${workspaceId}/${channel}`;
      const time = now().getTime();
      const full = Math.max(fullAt.get(key) ?? time, time);
      const waitMs = full - time - (AT_ONCE - 1) * EVERY_MS;
      if (waitMs > 0) return waitMs;
      fullAt.set(key, full + EVERY_MS);
      return 0;
    },
  };
}
