import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

export type HashName = 'sha1' | 'sha256';

/** What came of checking a signature. `reason` is fit for a log and for the 401's body: it holds no secret. */
export type SignatureVerdict = { ok: true; secretIndex: number } | { ok: false; reason: string };

/** What is answered, closed, where no secret is configured. */
export const NO_SECRET: SignatureVerdict = { ok: false, reason: 'No webhook secret is configured.' };

const COMPARISON_KEY = randomBytes(32);

/**
 * Whether two values are the same, in a time that tells nothing of where they differ or of how long the other is.
 * Both are hashed under a key of this process first, so unequal lengths are a plain `false` and never a throw.
 */
export function constantTimeEqual(a: string | Buffer, b: string | Buffer): boolean {
  return timingSafeEqual(blind(a), blind(b));
}

function blind(value: string | Buffer): Buffer {
  return createHmac('sha256', COMPARISON_KEY).update(value).digest();
}

/** HMAC as lower-case hex. `body` is the raw bytes that came in, before any parsing. */
export function hmacHex(algorithm: HashName, secret: string | Buffer, body: string | Buffer): string {
  return createHmac(algorithm, secret).update(body).digest('hex');
}

/**
 * Which of the live secrets signed `body`, or -1. Every secret is tried with every algorithm whatever came before,
 * so the time taken does not tell which of them is in use. An empty secret matches nothing.
 */
export function matchingSecret(
  secrets: readonly string[],
  presentedHex: string,
  body: string | Buffer,
  algorithms: readonly HashName[],
): number {
  return indexOfMatch(secrets, (secret) =>
    algorithms
      .map((algorithm) => constantTimeEqual(hmacHex(algorithm, secret, body), presentedHex))
      .some((equal) => equal),
  );
}

/** The first secret that `matches`, or -1, having asked about all of them. */
export function indexOfMatch<Secret extends string | Buffer>(
  secrets: readonly Secret[],
  matches: (secret: Secret) => boolean,
): number {
  return secrets.map((secret) => secret.length > 0 && matches(secret)).indexOf(true);
}

/**
 * Checks the plainest kind of signature: a header that holds a hex HMAC of the raw body.
 *
 * - Jira `X-Hub-Signature` and GitHub `X-Hub-Signature-256`: prefix `sha256=`, SHA-256.
 * - Linear `Linear-Signature`: no prefix, SHA-256.
 * - Vercel `x-vercel-signature`: no prefix, SHA-1 (https://vercel.com/docs/webhooks/webhooks-api); SHA-256 is taken too.
 */
export function verifyHmacHeader(check: {
  /** The header's name as the vendor spells it, for the reason given on failure. */
  header: string;
  value: string | undefined;
  prefix?: string;
  algorithms: readonly HashName[];
  secrets: readonly string[];
  body: Buffer;
}): SignatureVerdict {
  const { header, value, prefix = '', algorithms, secrets, body } = check;
  if (!secrets.some((secret) => secret.length > 0)) return NO_SECRET;
  if (!value) return { ok: false, reason: `The ${header} header is missing.` };
  if (!value.startsWith(prefix)) {
    return { ok: false, reason: `The ${header} header must begin with "${prefix}".` };
  }
  const secretIndex = matchingSecret(secrets, value.slice(prefix.length), body, algorithms);
  if (secretIndex === -1) return { ok: false, reason: `The ${header} header does not match the body.` };
  return { ok: true, secretIndex };
}
