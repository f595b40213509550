import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { verifyStandardWebhook } from '../../src/security/standard-webhooks.ts';

const now = new Date('2025-03-01T12:00:00.500Z');
const seconds = Math.floor(now.getTime() / 1000);
const body = Buffer.from('{"type":"deploy_ended","data":{"id":"evj-1"}}');
const oldSecret = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
const newSecret = `whsec_${Buffer.alloc(24, 2).toString('base64')}`;

function sign(secret: string, timestamp: number | string = seconds, content = body, id = 'evt-1'): string {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const hmac = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(content);
  return `v1,${hmac.digest('base64')}`;
}

function verify(
  change: { id?: string; timestamp?: string; signature?: string } = {},
  { secrets = [oldSecret, newSecret], content = body } = {},
) {
  const headers = { id: 'evt-1', timestamp: String(seconds), signature: sign(newSecret), ...change };
  return verifyStandardWebhook(headers, content, secrets, now);
}

describe('accepted', () => {
  test.each([
    ['signed with the new secret', sign(newSecret), 1],
    ['signed with the old secret', sign(oldSecret), 0],
    ['several signatures, ours last', `${sign('whsec_AAAA')} ${sign(newSecret)}`, 1],
    ['a version not known here beside ours', `v1a,c29tZXRoaW5n ${sign(oldSecret)}`, 0],
  ])('%s', (_what, signature, secretIndex) => {
    expect(verify({ signature })).toEqual({ ok: true, secretIndex });
  });

  test('a secret written without whsec_', () => {
    expect(verify({}, { secrets: [newSecret.replace('whsec_', '')] })).toEqual({ ok: true, secretIndex: 0 });
  });

  test.each([-300, -299, 0, 300])('a clock %i s from ours', (offset) => {
    const timestamp = Math.floor(seconds + offset + (offset < 0 ? 1 : 0));
    expect(verify({ timestamp: String(timestamp), signature: sign(newSecret, timestamp) }).ok).toBe(true);
  });
});

describe('refused', () => {
  test.each([
    ['no id', { id: undefined }, 'webhook-id header is missing'],
    ['no timestamp', { timestamp: undefined }, 'webhook-timestamp header is missing'],
    ['no signature', { signature: undefined }, 'webhook-signature header is missing'],
    ['empty signature', { signature: '' }, 'webhook-signature header is missing'],
    ['timestamp in words', { timestamp: 'yesterday' }, 'not a number'],
    ['negative timestamp', { timestamp: '-5' }, 'not a number'],
    ['fractional timestamp', { timestamp: `${seconds}.5` }, 'not a number'],
    ['doubled timestamp', { timestamp: `${seconds}, ${seconds}` }, 'not a number'],
    ['too old', { timestamp: String(seconds - 301), signature: sign(newSecret, seconds - 301) }, '5 minutes'],
    [
      'too early',
      { timestamp: String(seconds + 302), signature: sign(newSecret, seconds + 302) },
      '5 minutes',
    ],
    ['doubled header', { signature: `${sign(newSecret)}, ${sign(newSecret)}` }, 'not a list'],
    ['without version', { signature: sign(newSecret).slice(3) }, 'not a list'],
    ['not base64', { signature: 'v1,###' }, 'not a list'],
    ['cut short', { signature: sign(newSecret).slice(0, -2) }, 'matches the body'],
    ['padding removed', { signature: sign(newSecret).replace('=', '') }, 'matches the body'],
    ['of an unknown version', { signature: sign(newSecret).replace('v1', 'v2') }, 'matches the body'],
    ['of another delivery', { id: 'evt-2' }, 'matches the body'],
    ['of another time', { timestamp: String(seconds + 1) }, 'matches the body'],
    ['by a wrong secret', { signature: sign('whsec_d3Jvbmc=') }, 'matches the body'],
  ])('%s', (_what, change, problem) => {
    expect(verify(change)).toMatchObject({ ok: false, reason: expect.stringContaining(problem) });
  });

  test.each(['{"data":{"id":"evj-1"},"type":"deploy_ended"}', `${body} `, ''])(
    'the body as other bytes: %j',
    (text) => {
      expect(verify({}, { content: Buffer.from(text) }).ok).toBe(false);
    },
  );

  test('after its secret was removed', () => {
    expect(verify({}, { secrets: [oldSecret] }).ok).toBe(false);
  });

  test.each([[[]], [['']], [['whsec_']], [['whsec_=']], [['whsec_!!!']]])(
    'where the secrets %j give no key, though anybody could sign with none',
    (secrets) => {
      const verdict = verify({ signature: sign('whsec_') }, { secrets });
      expect(verdict).toEqual({ ok: false, reason: 'No webhook secret is configured.' });
    },
  );
});
