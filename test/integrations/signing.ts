import { createHash, createHmac } from 'node:crypto';
import type { ProviderId } from '../../src/integrations/contract.ts';

/** When every delivery of these tests is signed and received. */
export const NOW = new Date('2026-11-24T10:30:00Z');

type Headers = Record<string, string>;

const hex = (algorithm: string, secret: string, body: Buffer) =>
  createHmac(algorithm, secret).update(body).digest('hex');

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** What each vendor sends beside a body, made with nothing of ours. */
export const SIGN: Readonly<Record<ProviderId, (body: Buffer, secret: string) => Headers>> = {
  github: (body, secret) => ({
    'x-github-event': 'ping',
    'x-github-delivery': 'd-1',
    'x-hub-signature-256': `sha256=${hex('sha256', secret, body)}`,
  }),
  jira: (body, secret) => ({ 'x-hub-signature': `sha256=${hex('sha256', secret, body)}` }),
  linear: (body, secret) => ({ 'linear-signature': hex('sha256', secret, body) }),
  vercel: (body, secret) => ({ 'x-vercel-signature': hex('sha1', secret, body) }),
  netlify(body, secret) {
    const claims = { iss: 'netlify', sha256: createHash('sha256').update(body).digest('hex') };
    const signed = `${base64url({ alg: 'HS256', typ: 'JWT' })}.${base64url(claims)}`;
    const signature = createHmac('sha256', secret).update(signed).digest('base64url');
    return { 'x-webhook-signature': `${signed}.${signature}` };
  },
  render(body, secret) {
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
    const seconds = String(NOW.getTime() / 1000);
    const signed = Buffer.concat([Buffer.from(`evt-1.${seconds}.`), body]);
    return {
      'webhook-id': 'evt-1',
      'webhook-timestamp': seconds,
      'webhook-signature': `v1,${createHmac('sha256', key).update(signed).digest('base64')}`,
    };
  },
};

/** The header that holds the signature. */
export const SIGNATURE_HEADER: Readonly<Record<ProviderId, string>> = {
  github: 'x-hub-signature-256',
  jira: 'x-hub-signature',
  linear: 'linear-signature',
  vercel: 'x-vercel-signature',
  netlify: 'x-webhook-signature',
  render: 'webhook-signature',
};

/** A secret in the vendor's form. */
export function secretOf(provider: ProviderId, name: string): string {
  return provider === 'render' ? `whsec_${Buffer.from(name.padEnd(24)).toString('base64')}` : name;
}
