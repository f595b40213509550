import { expect, test } from 'vitest';
import { readBuildEvents } from '../../../src/integrations/vercel/build-events.ts';

const flat = { type: 'stdout', created: 5, date: 5, text: 'Cloning github.com/acme/web-app', id: 'a' };
const nested = { type: 'stderr', created: 6, payload: { text: 'npm warn deprecated', date: 6, id: 'b' } };

test.each([
  ['a JSON array', JSON.stringify([flat, nested])],
  ['a stream of JSON lines', `${JSON.stringify(flat)}\n${JSON.stringify(nested)}\n`],
  ['a stream cut in the middle', `${JSON.stringify(flat)}\n${JSON.stringify(nested)}\n{"type":"std`],
  ['what is unreadable in between', JSON.stringify([null, 3, flat, { text: 'no type' }, nested])],
])('%s', (_what, body) => {
  expect(readBuildEvents(body)).toEqual([
    { text: 'Cloning github.com/acme/web-app', stream: 'stdout', at: new Date(5) },
    { text: 'npm warn deprecated', stream: 'stderr', at: new Date(6) },
  ]);
});

test('a text of several lines becomes several lines', () => {
  expect(
    readBuildEvents(JSON.stringify([{ ...flat, text: 'one\r\n\ntwo\n' }])).map(({ text }) => text),
  ).toEqual(['one', '', 'two']);
});

test('an error level counts as stderr, and other types are left out', () => {
  const events = [
    { ...flat, level: 'error' },
    { ...flat, type: 'deployment-state' },
    { ...flat, type: 'exit', text: 'exit 1' },
    { ...flat, text: null },
  ];
  expect(readBuildEvents(JSON.stringify(events)).map(({ stream }) => stream)).toEqual(['stderr']);
});

test('an empty line stays', () => {
  expect(readBuildEvents(JSON.stringify([{ ...flat, text: '' }])).map(({ text }) => text)).toEqual(['']);
});

test.each(['', '[]', 'null'])('a build that never started: %j', (body) => {
  expect(readBuildEvents(body)).toEqual([]);
});
