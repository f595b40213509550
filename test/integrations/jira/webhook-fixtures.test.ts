import { createHmac } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jira } from '../../../src/integrations/jira/index.ts';

const directory = join(process.env.CONTRACTS_DIR ?? '../shared/contracts', 'fixtures/jira');
const names = existsSync(directory) ? readdirSync(directory) : [];
const skipped = names.length === 0 ? ` (skipped: no ${directory}; set CONTRACTS_DIR)` : '';

/** What is to become of a recorded payload, by how its name ends; the first that fits counts. */
const EXPECTED: readonly [name: RegExp, outcome: RegExp][] = [
  [/server-comment-updated/, /^ignored: event of a comment not used: comment_updated/],
  [/comment[-_]updated/, /^ignored: event of a comment not used: comment_updated/],
  [/comment-(deleted|edited)|comment_edited/, /^ignored: event of a comment not used: /],
  [/unknown/, /^ignored: event type not used: jira:issue_unknown/],
  [/comment[-_]created|commented/, /^commented \d+ [A-Z]+-\d+$/],
  [/created/, /^created \d+ [A-Z]+-\d+$/],
  [/deleted/, /^deleted \d+ [A-Z]+-\d+$/],
  [/updated|change|reassigned/, /^updated \d+ [A-Z]+-\d+$/],
];

const SECRET = 'secret';

function outcome(name: string): string {
  const body = readFileSync(join(directory, name));
  const signature = `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`;
  const headers = { 'x-hub-signature': signature, 'x-atlassian-webhook-identifier': name };
  expect(jira.webhook.verify({ headers, body }, [SECRET], new Date(0)).ok, name).toBe(true);
  const { events, ignored, deliveryId } = jira.webhook.normalize({ headers, body });
  expect(deliveryId).toBe(name);
  const [event] = events;
  return event?.kind === 'issue' ? `${event.action} ${event.externalId} ${event.key}` : `ignored: ${ignored}`;
}

test.skipIf(skipped)(`every recorded payload is an event or ignored with a reason${skipped}`, () => {
  const outcomes = names.map((name) => [name, outcome(name)] as const);
  for (const [name, what] of outcomes) {
    const [, expected] = EXPECTED.find(([pattern]) => pattern.test(name)) ?? [];
    expect(what, name).toMatch(expected ?? 'no outcome is expected of this one');
  }
  const counts = Object.groupBy(outcomes, ([, what]) => what.split(/[ :]/)[0] ?? '');
  const told = Object.entries(counts).map(([kind, all]) => `${kind}: ${all?.length}`);
  console.log(`Jira's recorded payloads: ${names.length}, ${told.join(', ')}, 0 errors`);
});
