import { createHash } from 'node:crypto';
import type { ChainLink, NewRunnerEvent } from './audit-schema.ts';

/** What stands for the hash before the first event of a workspace. */
export const GENESIS = '0'.repeat(64);

/** The columns that the chain protects, in the order in which they are hashed. */
export const CHAINED_FIELDS = [
  'id',
  'workspace_id',
  'actor',
  'action',
  'payload',
  'created_at',
] as const satisfies readonly (keyof NewRunnerEvent)[];

/** Names the way of hashing, in every hash: another way will have another name. */
const SCHEME = 'buildrunner audit 1';

/** In hexadecimal digits. Enough to tell which field was changed; that something was, the whole hash tells. */
const FINGERPRINT_LENGTH = 8;

/**
 * The link that an event is at its place in the chain: SHA-256 over the JSON array of the scheme's name, the hash
 * before, the sequence, the fields' text as it is stored, and the fingerprints. Pure.
 */
export function linkOf(previousHash: string, sequence: number, event: NewRunnerEvent): ChainLink {
  const fields = CHAINED_FIELDS.map((field) => event[field]);
  const fingerprints = fields.map((text) => sha256(text).slice(0, FINGERPRINT_LENGTH)).join('');
  const hash = sha256(JSON.stringify([SCHEME, previousHash, sequence, ...fields, fingerprints]));
  return { sequence, fingerprints, hash };
}

/** Links events one after another to the end of a chain. */
export function linkAll<Event extends NewRunnerEvent>(
  end: { sequence: number; hash: string },
  events: readonly Event[],
): (Event & ChainLink)[] {
  let { sequence, hash } = end;
  return events.map((event) => {
    const link = linkOf(hash, sequence + 1, event);
    ({ sequence, hash } = link);
    return { ...event, ...link };
  });
}

/** The fields whose text no longer has the fingerprint that was taken when the event was written. */
export function changedFields(
  event: NewRunnerEvent,
  fingerprints: string,
): (typeof CHAINED_FIELDS)[number][] {
  return CHAINED_FIELDS.filter((field, place) => {
    const from = place * FINGERPRINT_LENGTH;
    return (
      fingerprints.slice(from, from + FINGERPRINT_LENGTH) !==
      sha256(event[field]).slice(0, FINGERPRINT_LENGTH)
    );
  });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
