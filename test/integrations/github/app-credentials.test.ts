import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ProviderError } from '../../../src/integrations/errors.ts';
import { InstallationTokens } from '../../../src/integrations/github/installation-tokens.ts';
import { type Answer, startVendor, type Vendor } from '../recording-vendor.ts';
import { REPO, repository } from './answers.ts';
import { connect, NOW } from './vendor.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PKCS1 = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString().trim();
const PKCS8 = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString().trim();

const TOKENS = 'POST /app/installations/77/access_tokens';
const READ = `GET ${REPO}`;
const app = (private_key = PKCS1) => ({ token: '', app_id: '4711', installation_id: '77', private_key });

const issued = (minutes = 60, token = 'ghs_canary1') => ({
  status: 201,
  body: { token, expires_at: new Date(NOW.getTime() + minutes * 60_000).toISOString(), permissions: {} },
});

const table = (tokens: Answer | Answer[], read: Answer | Answer[] = { body: repository() }) => ({
  [TOKENS]: tokens,
  [READ]: read,
  'GET /rate_limit': { body: { resources: { core: { limit: 5000, remaining: 5000, reset: 0 } } } },
});

async function failureOf(vendor: Vendor, values: Record<string, string>): Promise<ProviderError> {
  const { test: check } = await connect(vendor, { values });
  const error = await check().then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ProviderError);
  const failure = error as ProviderError;
  expect(`${failure.message} ${failure.advice}`).not.toMatch(/PRIVATE KEY|ghs_canary/);
  return failure;
}

describe('the token of an installation', () => {
  test.each([
    ['in the form that GitHub makes', PKCS1],
    ['in the newer form', PKCS8],
  ])('is asked for with a key %s, for the one repository', async (_what, key) => {
    await using vendor = await startVendor(table(issued()));
    const report = await (await connect(vendor, { values: app(key) })).test();
    expect(report.summary).toBe('Connected to acme/web-app (default branch main) as a GitHub App.');
    const [asked, read] = vendor.received;
    expect(asked?.body).toEqual({ repositories: ['web-app'] });
    expect(read?.headers.authorization).toBe('token ghs_canary1');

    const [header = '', payload = '', signature = ''] = (asked?.headers.authorization ?? '')
      .replace(/^bearer /, '')
      .split('.');
    const signed = Buffer.from(`${header}.${payload}`);
    expect(
      verify(
        'sha256',
        signed,
        createPublicKey(publicKey.export({ type: 'spki', format: 'pem' })),
        Buffer.from(signature, 'base64url'),
      ),
    ).toBe(true);
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({ iss: '4711' });
  });

  test('is kept for as long as it lives, by whoever is connected', async () => {
    await using vendor = await startVendor(table(issued()));
    const tokens = new InstallationTokens();
    for (let i = 0; i < 3; i += 1) await (await connect(vendor, { values: app(), tokens })).test();
    expect(vendor.calls().filter((call) => call === TOKENS)).toHaveLength(1);
  });

  test('is asked for again in the last minutes of its hour', async () => {
    await using vendor = await startVendor(table(issued(4)));
    const tokens = new InstallationTokens();
    for (let i = 0; i < 2; i += 1) await (await connect(vendor, { values: app(), tokens })).test();
    expect(vendor.calls().filter((call) => call === TOKENS).length).toBeGreaterThan(1);
  });

  test('is not another installation’s, another repository’s or another key’s', async () => {
    await using vendor = await startVendor({ '*': issued() });
    const tokens = new InstallationTokens();
    for (const values of [
      app(),
      { ...app(), repository: 'acme/docs' },
      app(PKCS8),
      { ...app(), app_id: '1' },
    ]) {
      await (await connect(vendor, { values, tokens })).webhooks.remove('1');
    }
    expect(vendor.calls().filter((call) => call === TOKENS)).toHaveLength(4);
  });

  test('that GitHub takes no more is forgotten', async () => {
    const refusal = { status: 401, body: { message: 'Bad credentials' } };
    await using vendor = await startVendor(
      table([issued(60, 'ghs_old'), issued(60, 'ghs_new')], [refusal, { body: repository() }]),
    );
    const tokens = new InstallationTokens();
    const connected = await connect(vendor, { values: app(), tokens });
    await expect(connected.test()).rejects.toMatchObject({ code: 'unauthorized' });
    await connected.test();
    const sent = vendor.received
      .filter(({ path }) => path === REPO)
      .map(({ headers }) => headers.authorization);
    expect(sent).toEqual(['token ghs_old', 'token ghs_new']);
  });

  test('is shared by calls that run side by side', async () => {
    await using vendor = await startVendor(table(issued()));
    const tokens = new InstallationTokens();
    const connected = await connect(vendor, { values: app(), tokens });
    await Promise.all([connected.test(), connected.test(), connected.test()]);
    expect(vendor.received.filter(({ path }) => path === REPO)).toHaveLength(3);
  });
});

describe('which field to mend', () => {
  test.each<[what: string, answer: Answer, code: string, advice: RegExp]>([
    [
      'another app’s key',
      { status: 401, body: { message: 'A JSON web token could not be decoded' } },
      'unauthorized',
      /Check App ID, Installation ID and Private key/,
    ],
    [
      'no such installation',
      { status: 404, body: { message: 'Not Found' } },
      'unauthorized',
      /finds no installation 77.*Check App ID and Installation ID/,
    ],
    [
      'an installation without the repository',
      { status: 422, body: { message: 'There is at least one repository that does not exist' } },
      'unauthorized',
      /not installed on acme\/web-app\. Add it there/,
    ],
    ['trouble at GitHub', { status: 503, body: '' }, 'unavailable', /HTTP 503/],
  ])('%s', async (_what, answer, code, advice) => {
    await using vendor = await startVendor(table(answer));
    const failure = await failureOf(vendor, app());
    expect(failure.code).toBe(code);
    expect(failure.advice).toMatch(advice);
    expect(vendor.calls()).toEqual([TOKENS]);
  });

  test.each([
    ['half a key', PKCS1.slice(0, 400)],
    ['a key of letters', '-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----'],
    ['no key', ''],
  ])('%s is told before anything is sent', async (_what, key) => {
    await using vendor = await startVendor({});
    const failure = await failureOf(vendor, app(key));
    expect(failure.code).toBe('unauthorized');
    expect(failure.advice).toMatch(/private key cannot be read\. Paste the whole \.pem file/);
    expect(vendor.calls()).toEqual([]);
  });

  test('a refused connection stays network trouble', async () => {
    const vendor = await startVendor({});
    await vendor[Symbol.asyncDispose]();
    expect(await failureOf(vendor, app())).toMatchObject({ code: 'network', retryable: true });
  });
});
