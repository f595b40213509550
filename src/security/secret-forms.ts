/** Shorter than this, a secret is a word like any other, and masking it would make every text unreadable. */
export const SHORTEST_SECRET = 6;

/**
 * The spellings in which a secret turns up in text: as it is, percent-encoded in a URL, escaped in JSON, in base64
 * and base64url - alone, or within something longer that was encoded as a whole, such as `user:secret` in a Basic
 * header. Empty for what is too short to be a secret.
 */
export function secretForms(secret: string): string[] {
  if (secret.length < SHORTEST_SECRET) return [];
  const bytes = Buffer.from(secret);
  const base64 = [bytes.toString('base64'), ...base64Cores(bytes)];
  const forms = [
    secret,
    encodeURIComponent(secret.toWellFormed()),
    new URLSearchParams([['', secret]]).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
    ...base64,
    ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')),
  ];
  return [...new Set(forms)].filter((form) => form.length >= SHORTEST_SECRET);
}

/**
 * base64 writes three bytes as four characters, so what a secret looks like depends on how many bytes stand before
 * it. For each of the three cases: the characters that depend on the secret alone.
 */
function base64Cores(secret: Buffer): string[] {
  return [0, 1, 2].map((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), secret]);
    const text = bytes.toString('base64').replace(/=+$/, '');
    const shared = before === 0 ? 0 : before + 1;
    return text.slice(shared, bytes.length % 3 === 0 ? undefined : -1);
  });
}
