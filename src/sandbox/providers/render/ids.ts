const LOWER = '0123456789abcdefghijklmnopqrstuvwxyz';

/** Gives `bytes` random bytes: `crypto.randomBytes`, or something predictable in a test. */
export type RandomBytes = (bytes: number) => Uint8Array;

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
  const word = (length: number) =>
    Array.from(random(length), (byte) => LOWER.charAt(byte % LOWER.length)).join('');
  return {
    service: () => `srv-${word(20)}`,
    deploy: () => `dep-${word(20)}`,
    event: () => `evt-${word(20)}`,
    webhook: () => `whk-${word(20)}`,
    secret: () => `whsec_${Buffer.from(random(24)).toString('base64')}`,
    slugPart: () => word(4),
    sha: () => Buffer.from(random(20)).toString('hex'),
  };
}
