import { describe, expect, test } from 'vitest';
import { type Answer, type Received, startVendor } from '../recording-vendor.ts';
import {
  base,
  deploy,
  EXTERNAL_ID,
  GET,
  GET_SERVICE,
  LOGS,
  NOW,
  OWNER_ID,
  SERVICE_ID,
  SERVICES,
  service,
} from './answers.ts';
import { PULL_REQUESTS, platform } from './connect.ts';

const labels = (level: string) => [
  { name: 'level', value: level },
  { name: 'type', value: 'build' },
];

function line(n: number, message = `line ${n}`, level = 'info') {
  return { id: `log-${n}`, message, timestamp: at(n), labels: labels(level) };
}

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 24, 10, 12, seconds)).toISOString();

const page = (logs: unknown, more: Record<string, unknown> = {}) => ({
  body: { hasMore: false, nextStartTime: at(0), nextEndTime: at(0), logs, ...more },
});

async function read(
  logs: Answer | Answer[] | ((request: Received) => Answer),
  fields: Record<string, unknown> = {},
) {
  await using vendor = await startVendor({
    [GET_SERVICE]: { body: service() },
    [GET]: { body: deploy(fields) },
    [LOGS]: logs,
  });
  const lines = await (await platform(vendor)).buildLog(EXTERNAL_ID);
  const queries = vendor.received.filter(({ path }) => path === '/logs').map(({ query }) => query);
  return { lines, queries };
}

describe('buildLog', () => {
  test('gives the oldest line first, errors told apart', async () => {
    const { lines } = await read(
      page([line(9, 'Failed to compile.\n', 'error'), line(8, 'npm run build\r\n\r\n> vite')]),
    );
    expect(lines).toEqual([
      { text: 'npm run build', stream: 'stdout', at: new Date(at(8)) },
      { text: '', stream: 'stdout', at: new Date(at(8)) },
      { text: '> vite', stream: 'stdout', at: new Date(at(8)) },
      { text: 'Failed to compile.', stream: 'stderr', at: new Date(at(9)) },
    ]);
  });

  test('asks for what the service built while this deploy ran', async () => {
    const { queries } = await read(page([]), { finishedAt: '2026-11-24T10:14:00Z' });
    expect(Object.fromEntries(queries[0] ?? [])).toEqual({
      ownerId: OWNER_ID,
      resource: SERVICE_ID,
      type: 'build',
      startTime: '2026-11-24T10:12:05.000Z',
      endTime: '2026-11-24T10:14:02.000Z',
      direction: 'backward',
      limit: '100',
    });
  });

  test('asks up to now while it runs, from its creation where it says no start', async () => {
    const { queries } = await read(page([]), { startedAt: null });
    expect(queries[0]?.get('startTime')).toBe('2026-11-24T10:12:00.123Z');
    expect(queries[0]?.get('endTime')).toBe(NOW.toISOString());
  });

  test('turns pages backwards, and takes a line that two of them have once', async () => {
    const { lines, queries } = await read([
      page([line(6), line(5)], { hasMore: true, nextStartTime: at(1), nextEndTime: at(5) }),
      page([line(5), line(4)], { hasMore: true, nextStartTime: at(1), nextEndTime: at(4) }),
      page([line(4), line(3)]),
    ]);
    expect(lines.map(({ text }) => text)).toEqual(['line 3', 'line 4', 'line 5', 'line 6']);
    expect(queries.slice(1).map((query) => [query.get('startTime'), query.get('endTime')])).toEqual([
      [at(1), at(5)],
      [at(1), at(4)],
    ]);
  });

  test('stops where Render leads in a circle', async () => {
    const { lines, queries } = await read(page([line(1)], { hasMore: true }));
    expect([lines.length, queries.length]).toEqual([1, 2]);
  });

  test('of a very long log gives the end', async () => {
    let n = 100_000;
    const { lines, queries } = await read(() => {
      const logs = Array.from({ length: 100 }, () => line(n--));
      return page(logs, { hasMore: true });
    });
    expect([lines.length, queries.length]).toEqual([2_000, 20]);
    expect(lines.at(-1)?.text).toBe('line 100000');
    expect(lines[0]?.text).toBe('line 98001');
  });

  test.each<[what: string, answer: Answer]>([
    ['no logs', page([])],
    ['null for none', page(null)],
    ['nothing but an empty object', { body: {} }],
  ])('%s: the build never started', async (_what, answer) => {
    expect((await read(answer)).lines).toEqual([]);
  });

  test('reads what it can of broken lines', async () => {
    const { lines } = await read(
      page([
        null,
        { message: 7 },
        { message: 'no more than this' },
        { ...line(1), labels: null, timestamp: 'x' },
      ]),
    );
    expect(lines).toEqual([
      { text: 'line 1', stream: 'stdout' },
      { text: 'no more than this', stream: 'stdout' },
    ]);
  });

  test('is empty while Render has not made the preview', async () => {
    await using vendor = await startVendor({ [GET_SERVICE]: { body: base() }, [SERVICES]: { body: [] } });
    const previews = await platform(vendor, PULL_REQUESTS);
    expect(await previews.buildLog(`watch/${NOW.getTime()}/-/feature/login`)).toEqual([]);
  });
});
