import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { serviceAnswer, servicePage, webhookAnswer } from '../../../src/integrations/render/answers.ts';

const FILE = join(
  process.env.CONTRACTS_DIR ?? '../shared/contracts',
  'fixtures/render/recorded-services-webhooks.json',
);
const absent = existsSync(FILE) ? '' : ` (skipped: no ${FILE}; set CONTRACTS_DIR)`;

interface Recording {
  method: string;
  path: string;
  status: number;
  body: unknown;
}

/** Which of the adapter's readers an answer is for; undefined for answers that it never reads. */
function readerOf({ method, path, status }: Recording): z.ZodType | undefined {
  const [, kind, id] = /^\/([\w-]+)(?:\/([\w-]+))?/.exec(path) ?? [];
  if (status === 204 || (method === 'POST' && kind === 'services')) return undefined;
  if (kind === 'services') return id ? serviceAnswer : servicePage;
  return kind === 'webhooks' ? webhookAnswer : undefined;
}

describe.skipIf(absent)(`answers that were recorded of Render${absent}`, () => {
  test('can all be read', () => {
    const recordings: Recording[] = JSON.parse(readFileSync(FILE, 'utf8'));
    const read = recordings.flatMap((recording) => {
      const reader = readerOf(recording);
      return reader ? [{ recording, result: reader.safeParse(recording.body) }] : [];
    });
    const errors = read.filter(({ result }) => !result.success);
    console.log(`${read.length} of ${recordings.length} recorded answers read, ${errors.length} errors`);
    expect(errors.map(({ recording, result }) => [recording.path, result.error?.issues])).toEqual([]);
    expect(read.length).toBeGreaterThan(50);
  });

  test('lose no service and no name on the way', () => {
    const recordings: Recording[] = JSON.parse(readFileSync(FILE, 'utf8'));
    for (const { body } of recordings.filter(
      ({ path, method }) => method === 'GET' && path.startsWith('/services?'),
    )) {
      const raw = body as { service: { id: string; name: string } }[];
      const { items, size } = servicePage.parse(body);
      expect(size).toBe(raw.length);
      expect(items.map(({ id, name }) => [id, name])).toEqual(
        raw.map(({ service }) => [service.id, service.name]),
      );
    }
  });
});

test.each<[what: string, broken: unknown]>([
  ['nulls', null],
  ['another type', 7],
  ['a list', []],
])('%s in every field that may be absent do no harm', (_what, broken) => {
  const optional = [
    'repo',
    'branch',
    'suspended',
    'suspenders',
    'dashboardUrl',
    'createdAt',
    'updatedAt',
    'serviceDetails',
  ];
  const fields = Object.fromEntries(optional.map((name) => [name, broken]));
  const read = serviceAnswer.parse({ id: 'srv-1', name: 'web-app', ownerId: 'tea-1', ...fields });
  expect(read).toMatchObject({ id: 'srv-1', name: 'web-app' });
  expect(read.updatedAt).toBeUndefined();
});

test('a list that is null is empty, and an entry that is broken does not spoil the others', () => {
  expect(servicePage.parse(null)).toEqual({ items: [], size: 0, cursor: undefined });
  const service = { id: 'srv-1', name: 'web-app', ownerId: 'tea-1' };
  const page = servicePage.parse([
    { service: null, cursor: 'a' },
    { service, cursor: 'b' },
  ]);
  expect([page.items.length, page.size, page.cursor]).toEqual([1, 2, 'b']);
  expect(servicePage.safeParse({ message: 'a page that is no list' }).success).toBe(false);
});
