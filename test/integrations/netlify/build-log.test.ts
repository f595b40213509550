import { describe, expect, test } from 'vitest';
import { excerptBuildLog } from '../../../src/integrations/build-log/excerpt.ts';
import { type Answer, startVendor } from '../recording-vendor.ts';
import { DEPLOY_ID, deploy, GET, LOG } from './answers.ts';
import { platform } from './platform.ts';

const PAGE = `https://app.netlify.com/sites/web-app/deploys/${DEPLOY_ID}`;
const NOTE = { text: `Netlify gives out no build log for this deploy. Read it at ${PAGE}`, stream: 'stdout' };
const at = '2026-11-03T10:12:01.000Z';

async function logOf(log: Answer, overrides: Record<string, unknown> = {}) {
  await using vendor = await startVendor({ [LOG]: log, [GET]: { body: deploy(overrides) } });
  const lines = await (await platform(vendor)).buildLog(DEPLOY_ID);
  return { lines, calls: vendor.calls() };
}

test('a log is given as it is, oldest line first', async () => {
  const body = [
    { ts: at, log: 'npm run build', section: 'building', level: 'INFO' },
    { ts: 'sometime', message: 'Failed to compile.\r\n\r\nsrc/a.ts\n', level: 'error' },
    { ts: at, log: '' },
    null,
    { ts: at, section: 'building', type: 'report' },
  ];
  expect(await logOf({ body })).toEqual({
    lines: [
      { text: 'npm run build', stream: 'stdout', at: new Date(at) },
      { text: 'Failed to compile.', stream: 'stderr' },
      { text: '', stream: 'stderr' },
      { text: 'src/a.ts', stream: 'stderr' },
    ],
    calls: [LOG],
  });
});

test('a build that never started has none', async () => {
  expect((await logOf({ body: [] })).lines).toEqual([]);
});

describe('where Netlify gives no log', () => {
  const failed = {
    state: 'error',
    error_message: "Failed during stage 'building site': Build script returned non-zero exit code: 2",
    summary: {
      messages: [
        { type: 'error', title: 'Build failed', description: 'See the log\nfor details' },
        { type: 'info', title: 'No redirects', description: null },
      ],
    },
  };

  test.each<[string, Answer]>([
    ['not there', { status: 404, body: { code: 404, message: 'Not Found' } }],
    ['not allowed', { status: 405, body: '' }],
    ['forbidden', { status: 403, body: {} }],
    ['a page', { headers: { 'content-type': 'text/html' }, body: '<!doctype html>' }],
    ['no list', { body: { url: 'wss://logs.example' } }],
    ['empty', { body: '' }],
  ])('(%s) the error, the summary and the place of the log are told', async (_what, answer) => {
    expect(await logOf(answer, failed)).toEqual({
      lines: [
        { text: failed.error_message, stream: 'stderr' },
        { text: 'Build failed', stream: 'stderr' },
        { text: 'See the log', stream: 'stderr' },
        { text: 'for details', stream: 'stderr' },
        { text: 'No redirects', stream: 'stdout' },
        NOTE,
      ],
      calls: [LOG, GET],
    });
  });

  test('a person sees both the error and where the log is', async () => {
    const { lines } = await logOf({ status: 404, body: {} }, failed);
    const shown = excerptBuildLog(lines).lines.join('\n');
    expect(shown).toContain('non-zero exit code: 2');
    expect(shown).toContain(PAGE);
  });

  test('with nothing to tell, that alone is told', async () => {
    expect((await logOf({ status: 404, body: {} }, { state: 'error' })).lines).toEqual([NOTE]);
    expect((await logOf({ status: 404, body: {} }, { admin_url: null })).lines).toEqual([
      { text: 'Netlify gives out no build log for this deploy.', stream: 'stdout' },
    ]);
  });

  test('a build that has not begun has none', async () => {
    expect((await logOf({ status: 404, body: {} }, { state: 'enqueued' })).lines).toEqual([]);
  });

  test('a deploy that is gone is told', async () => {
    await using vendor = await startVendor({});
    await expect((await platform(vendor)).buildLog(DEPLOY_ID)).rejects.toMatchObject({ code: 'not_found' });
  });
});

test.each([
  [401, 'unauthorized'],
  [429, 'rate_limited'],
  [503, 'unavailable'],
])('HTTP %i is a failure of the call', async (status, code) => {
  await expect(logOf({ status, body: {} })).rejects.toMatchObject({ code });
});
