import { describe, expect, it } from 'vitest';
import { checkPublicUrl, checkSandbox } from '../../src/doctor/public-url.ts';
import { nowhere, serve } from './serve.ts';

const healthy = () =>
  serve((request, response) => response.end(request.url === '/healthz' ? '{"status":"ok"}' : ''));

describe('the public address', () => {
  it('is missed where it is not set', async () => {
    expect(await checkPublicUrl(undefined, 3000)).toMatchObject([
      { level: 'fail', text: expect.stringContaining('PUBLIC_URL is not set') },
    ]);
  });

  it('is only worth a look where it is not set and Slack needs none', async () => {
    expect(await checkPublicUrl(undefined, 3000, { bySocket: true })).toMatchObject([
      { level: 'warn', mend: expect.stringContaining('at which the vendors reach') },
    ]);
  });

  it('is good where BuildRunner answers, though not without TLS', async () => {
    const url = await healthy();
    expect(await checkPublicUrl(url, 3000)).toMatchObject([
      { level: 'warn', text: `${url} is not https, which Slack and vendors ask for` },
      { level: 'ok', text: `${url} reaches BuildRunner` },
    ]);
  });

  it.each([
    ['a proxy with nothing behind it', 502, 'Bad gateway', 'answers 502'],
    ['some other website', 200, '<html>Welcome to nginx!', 'answers 200'],
    ['a sign-in page', 302, '', 'answers 302'],
  ])('is not where there is %s', async (_what, status, body, found) => {
    const url = await serve((_request, response) =>
      response.writeHead(status, { location: '/login' }).end(body),
    );
    expect((await checkPublicUrl(url, 3000)).at(-1)).toMatchObject({
      level: 'fail',
      text: `${url}/healthz ${found}`,
      mend: expect.stringContaining('port 3000'),
    });
  });

  it('is not where nobody answers', async () => {
    const url = await nowhere();
    expect((await checkPublicUrl(url, 3000)).at(-1)).toMatchObject({
      level: 'fail',
      text: expect.stringMatching(/cannot be reached: .*ECONNREFUSED/),
    });
  });
});

it('a sandbox that does not run is no failure', async () => {
  expect(await checkSandbox(await nowhere())).toMatchObject({
    level: 'warn',
    mend: 'Start it with npm start.',
  });
  expect(await checkSandbox(await healthy())).toMatchObject({ level: 'ok' });
});
