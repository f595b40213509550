import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { render } from '../../../src/integrations/render/index.ts';

const SECRET = `whsec_${Buffer.from('a secret of 24 bytes, no').toString('base64')}`;
const NEXT = `whsec_${Buffer.from('another secret, 24 bytes').toString('base64')}`;
const NOW = new Date('2026-11-24T10:30:00Z');
const SECONDS = NOW.getTime() / 1000;
const ID = 'evt-cv4cjhnnoe9s73c9l7s0';
const BODY: Buffer = Buffer.from('{"type":"deploy_ended","data":{"id":"evt-1","serviceId":"srv-1"}}');

interface Signed {
  body?: Buffer;
  id?: string;
  timestamp?: number | string;
  secret?: string;
}

function sign({ body = BODY, id = ID, timestamp = SECONDS, secret = SECRET }: Signed = {}): string {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body]);
  return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
}

type Headers = Record<string, string | undefined>;

function verify(headers: Headers = {}, secrets = [SECRET], body = BODY) {
  const all = {
    'webhook-id': ID,
    'webhook-timestamp': String(SECONDS),
    'webhook-signature': sign(),
    ...headers,
  };
  return render.webhook.verify({ headers: all, body }, secrets, NOW);
}

describe('what is accepted', () => {
  test('a signed delivery', () => {
    expect(verify()).toEqual({ ok: true, secretIndex: 0 });
  });

  test("the specification's own example", () => {
    // https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
    const headers = {
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    };
    const body = Buffer.from('{"test": 2432232314}');
    const secrets = ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'];
    expect(render.webhook.verify({ headers, body }, secrets, new Date(1_614_265_330_000))).toEqual({
      ok: true,
      secretIndex: 0,
    });
  });

  test('either secret while one is being rotated; a removed one no longer', () => {
    expect(verify({}, [NEXT, SECRET])).toEqual({ ok: true, secretIndex: 1 });
    expect(verify({ 'webhook-signature': sign({ secret: NEXT }) }, [NEXT, SECRET])).toEqual({
      ok: true,
      secretIndex: 0,
    });
    expect(verify({}, [NEXT])).toMatchObject({ ok: false });
  });

  test('one of several signatures side by side, other versions passed over', () => {
    const several = `v1a,AAAA ${sign({ secret: NEXT })} ${sign()}`;
    expect(verify({ 'webhook-signature': several })).toEqual({ ok: true, secretIndex: 0 });
  });

  test.each([-300, 300])('a clock that is %s seconds off', (off) => {
    const timestamp = SECONDS + off;
    const headers = { 'webhook-timestamp': String(timestamp), 'webhook-signature': sign({ timestamp }) };
    expect(verify(headers)).toMatchObject({ ok: true });
  });

  test('bytes that are no text', () => {
    const body = Buffer.from([0xff, 0xfe, 0x00, 0x80]);
    expect(verify({ 'webhook-signature': sign({ body }) }, [SECRET], body)).toMatchObject({ ok: true });
  });
});

describe('what is refused', () => {
  const at = (timestamp: number | string) => ({
    'webhook-timestamp': String(timestamp),
    'webhook-signature': sign({ timestamp }),
  });

  test.each<[what: string, headers: Headers, secrets?: string[], body?: Buffer]>([
    ['no id', { 'webhook-id': undefined }],
    ['no timestamp', { 'webhook-timestamp': undefined }],
    ['no signature', { 'webhook-signature': undefined }],
    ['an empty signature', { 'webhook-signature': '' }],
    ['another id than was signed', { 'webhook-id': 'evt-other' }],
    ['another timestamp than was signed', { 'webhook-timestamp': String(SECONDS + 1) }],
    ['one of 301 seconds ago', at(SECONDS - 301)],
    ['one of 301 seconds ahead', at(SECONDS + 301)],
    ['a timestamp that is no number', at('yesterday')],
    ['a timestamp in hexadecimal', at(`0x${SECONDS.toString(16)}`)],
    ['a signature without its version', { 'webhook-signature': sign().slice(3) }],
    [
      'the signature in hex',
      { 'webhook-signature': `v1,${Buffer.from(sign().slice(3), 'base64').toString('hex')}` },
    ],
    ['a signature cut short', { 'webhook-signature': sign().slice(0, 20) }],
    ['the right signature under another version', { 'webhook-signature': sign().replace('v1', 'v2') }],
    ['the header twice, as Node joins it', { 'webhook-signature': `${sign()}, ${sign()}` }],
    ['text that is no base64', { 'webhook-signature': `v1,${'%'.repeat(44)}` }],
    ['another secret', { 'webhook-signature': sign({ secret: NEXT }) }],
    ['a body with a blank behind it', {}, [SECRET], Buffer.concat([BODY, Buffer.from(' ')])],
    [
      'a body with its keys in another order',
      {},
      [SECRET],
      Buffer.from('{"data":{"id":"evt-1","serviceId":"srv-1"},"type":"deploy_ended"}'),
    ],
  ])('%s', (_what, headers, secrets, body) => {
    const verification = verify(headers, secrets, body);
    expect(verification).toMatchObject({ ok: false, reason: expect.stringMatching(/webhook-/) });
    expect(JSON.stringify(verification)).not.toContain(SECRET.slice(6));
  });

  test.each([[[]], [['']], [['whsec_']]])('everything, where no secret is configured: %j', (secrets) => {
    expect(verify({ 'webhook-signature': sign({ secret: 'whsec_' }) }, secrets)).toEqual({
      ok: false,
      reason: 'No webhook secret is configured.',
    });
  });

  test('whatever is sent: never a throw, never a yes', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), fc.uint8Array(), (id, time, signature, bytes) => {
        const headers = { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signature };
        expect(verify(headers, [SECRET], Buffer.from(bytes)).ok).toBe(false);
      }),
    );
  });
});
