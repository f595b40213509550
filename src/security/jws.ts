import { createHash, createHmac } from 'node:crypto';
import { z } from 'zod';
import { constantTimeEqual, indexOfMatch, NO_SECRET, type SignatureVerdict } from './signatures.ts';

const COMPACT = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/;

/** `crit` names extensions a verifier must understand (RFC 7515, 4.1.11); none is understood here. */
const Header = z.object({ alg: z.literal('HS256'), crit: z.undefined().optional() });
const Claims = z.object({ iss: z.string(), sha256: z.string(), exp: z.number().optional() });

/**
 * Checks a compact JWS whose claims vouch for a request body, as Netlify sends in `X-Webhook-Signature`: HS256 and
 * nothing else, `iss` the expected issuer, `sha256` the hex digest of the raw body. `exp`, which Netlify does not
 * send today, is honoured if it comes. Claims are read only once the signature holds. Pure: `now` is the clock.
 *
 * Source: https://docs.netlify.com/site-deploys/deploy-notifications/#payload-signature
 */
export function verifyBodyJws(check: {
  token: string | undefined;
  /** The header's name as the vendor spells it, for the reason given on failure. */
  header: string;
  issuer: string;
  secrets: readonly string[];
  body: Buffer;
  now: Date;
}): SignatureVerdict {
  const { token, header, issuer, secrets, body, now } = check;
  const refused = (problem: string): SignatureVerdict => ({
    ok: false,
    reason: `The ${header} header ${problem}.`,
  });

  if (!secrets.some((secret) => secret.length > 0)) return NO_SECRET;
  if (!token) return refused('is missing');
  const match = COMPACT.exec(token);
  if (!match) return refused('is not a compact JWS');
  const [, protectedHeader = '', payload = '', signature = ''] = match;
  if (!Header.safeParse(decodeJson(protectedHeader)).success)
    return refused('is not signed with plain HS256');

  const secretIndex = indexOfMatch(secrets, (secret) => {
    const expected = createHmac('sha256', secret).update(`${protectedHeader}.${payload}`).digest('base64url');
    return constantTimeEqual(expected, signature);
  });
  if (secretIndex === -1) return refused('is not signed with a secret known here');

  const claims = Claims.safeParse(decodeJson(payload));
  if (!claims.success) return refused('lacks the claims iss and sha256');
  if (claims.data.iss !== issuer) return refused(`is not issued by ${issuer}`);
  if (claims.data.exp !== undefined && claims.data.exp * 1000 <= now.getTime()) return refused('has expired');
  const digest = createHash('sha256').update(body).digest('hex');
  if (!constantTimeEqual(claims.data.sha256, digest)) return refused('does not match the body');
  return { ok: true, secretIndex };
}

/** undefined for what is not JSON, which no schema here accepts. */
function decodeJson(base64url: string): unknown {
  try {
    return JSON.parse(Buffer.from(base64url, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
