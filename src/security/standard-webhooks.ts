import { createHmac } from 'node:crypto';
import { constantTimeEqual, indexOfMatch, NO_SECRET, type SignatureVerdict } from './signatures.ts';

/** How far a delivery's clock may be from ours, either way, in seconds. */
export const STANDARD_WEBHOOKS_TOLERANCE = 300;

/** The three headers, as they came in. */
export interface StandardWebhookHeaders {
  /** `webhook-id` */
  id: string | undefined;
  /** `webhook-timestamp`, seconds since 1970. */
  timestamp: string | undefined;
  /** `webhook-signature`: one or more of `v1,<base64>`, with a space between, while the sender rotates. */
  signature: string | undefined;
}

/**
 * Checks a delivery by the Standard Webhooks specification, which Render follows: base64 HMAC-SHA256 over
 * `id.timestamp.body`, the key being the base64 after `whsec_`. Only version `v1` is known; others are passed over.
 * Pure: `now` is the clock.
 *
 * Source: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function verifyStandardWebhook(
  headers: StandardWebhookHeaders,
  body: Buffer,
  secrets: readonly string[],
  now: Date,
): SignatureVerdict {
  const keys = secrets.map(keyOf);
  if (!keys.some((key) => key.length > 0)) return NO_SECRET;
  const { id, timestamp, signature } = headers;
  if (!id) return refused('The webhook-id header is missing.');
  if (!timestamp) return refused('The webhook-timestamp header is missing.');
  if (!signature) return refused('The webhook-signature header is missing.');

  if (!/^\d{1,12}$/.test(timestamp))
    return refused('The webhook-timestamp header is not a number of seconds.');
  const age = now.getTime() / 1000 - Number(timestamp);
  if (Math.abs(age) > STANDARD_WEBHOOKS_TOLERANCE) {
    return refused('The webhook-timestamp header is more than 5 minutes from the time here.');
  }

  const presented = signature.split(' ');
  // A header that was sent twice arrives joined by ", " and fits this no more.
  if (!presented.every((part) => /^\w+,[A-Za-z0-9+/=_-]+$/.test(part))) {
    return refused('The webhook-signature header is not a list of "v1,<base64>".');
  }
  const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body]);
  const secretIndex = indexOfMatch(keys, (key) => {
    const expected = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
    return presented.map((part) => constantTimeEqual(part, expected)).some((equal) => equal);
  });
  if (secretIndex === -1) return refused('No signature in the webhook-signature header matches the body.');
  return { ok: true, secretIndex };
}

/** A secret that decodes to no bytes would be a key that everybody has: `indexOfMatch` passes over it. */
function keyOf(secret: string): Buffer {
  return Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
}

function refused(reason: string): SignatureVerdict {
  return { ok: false, reason };
}
