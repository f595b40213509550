import { guidOf, type RandomBytes } from '../shared/ids.ts';

/** What Jira would make up that is not counted. */
export interface Ids {
  /** A delivery's `X-Atlassian-Webhook-Identifier`. */
  identifier(): string;
}

export function idsFrom(random: RandomBytes): Ids {
  return { identifier: () => guidOf(random(16)) };
}
