import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { linear } from '../../../src/integrations/linear/index.ts';

const directory = join(process.env.CONTRACTS_DIR ?? '../shared/contracts', 'fixtures/linear');
const names = existsSync(directory) ? readdirSync(directory) : [];
const skipped = names.length === 0 ? ` (skipped: no ${directory}; set CONTRACTS_DIR)` : '';

/** What each recorded payload comes to: the event, or why it is ignored. */
const EXPECTED: Record<string, string> = {
  'comment_create.json': 'issue commented f9a37fcf-eb52-44be-a52c-0477f70e9952 undefined',
  'comment_update.json': 'ignored: action of a comment not used: update',
  'issue_create_complex.json': 'issue created 3443a709-f2b5-46f2-a136-a0445fd432be WEB-44',
  'issue_create_simple.json': 'issue created a4344dc7-7d8d-4b28-a93c-553ac9aba41a WEB-43',
  'issue_sub_issue_create.json': 'issue created f9a37fcf-eb52-44be-a52c-0477f70e9952 WEB-46',
  'issue_sub_issue_update.json': 'issue updated f9a37fcf-eb52-44be-a52c-0477f70e9952 WEB-46',
  'issue_update.json': 'issue updated 3443a709-f2b5-46f2-a136-a0445fd432be WEB-44',
};

function outcome(name: string): string {
  const body = readFileSync(join(directory, name));
  const { events, ignored } = linear.webhook.normalize({ headers: { 'linear-delivery': name }, body });
  const [event] = events;
  return event?.kind === 'issue'
    ? `issue ${event.action} ${event.externalId} ${event.key}`
    : `ignored: ${ignored}`;
}

test.skipIf(skipped)(`every recorded payload is an event or ignored with a reason${skipped}`, () => {
  const outcomes = Object.fromEntries(names.map((name) => [name, outcome(name)]));
  expect(outcomes).toEqual(EXPECTED);
  const kinds = Object.values(outcomes).map((text) => text.split(/[ :]/)[0]);
  const counts = Object.groupBy(kinds, (kind) => kind ?? '');
  const told = Object.entries(counts).map(([kind, all]) => `${kind}: ${all?.length}`);
  console.log(`Linear's recorded payloads: ${told.join(', ')}, 0 errors`);
});
