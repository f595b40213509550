import { type RandomBytes, sha, word } from '../shared/ids.ts';

/** The ids and secrets Render would make up. */
export interface Ids {
  service(): string;
  deploy(): string;
  /** Of an event, and of the message that tells of it. */
  event(): string;
  webhook(): string;
  /** `whsec_` and 24 bytes in base64, as Standard Webhooks has it. */
  secret(): string;
  /** The part of a service's host name that tells it from others of the same name: four characters. */
  slugPart(): string;
  /** A commit's SHA-1: 40 hexadecimal digits. */
  sha(): string;
}

export function idsFrom(random: RandomBytes): Ids {
  return {
    service: () => `srv-${word(random, 20)}`,
    deploy: () => `dep-${word(random, 20)}`,
    event: () => `evt-${word(random, 20)}`,
    webhook: () => `whk-${word(random, 20)}`,
    secret: () => `whsec_${Buffer.from(random(24)).toString('base64')}`,
    slugPart: () => word(random, 4),
    sha: () => sha(random),
  };
}
