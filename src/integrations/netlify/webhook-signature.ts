import { verifyBodyJws } from '../../security/jws.ts';
import type { InboundRequest, Verification } from '../contract.ts';

/**
 * Checks the JWS that vouches for the raw body: HS256, issued by `netlify`, with the body's SHA-256.
 *
 * Source: https://docs.netlify.com/site-deploys/deploy-notifications/#payload-signature
 */
export function verifyNetlify(
  { headers, body }: InboundRequest,
  secrets: readonly string[],
  now: Date,
): Verification {
  return verifyBodyJws({
    token: headers['x-webhook-signature'],
    header: 'X-Webhook-Signature',
    issuer: 'netlify',
    secrets,
    body,
    now,
  });
}
