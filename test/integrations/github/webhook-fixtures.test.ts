import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { github } from '../../../src/integrations/github/index.ts';

const directory = join(process.env.CONTRACTS_DIR ?? '../shared/contracts', 'fixtures/github');
const names = existsSync(directory) ? readdirSync(directory) : [];
const skipped = names.length === 0 ? ` (skipped: no ${directory}; set CONTRACTS_DIR)` : '';

/** The event is in the file's name, unless the headers were recorded with the body. */
function delivery(name: string) {
  const recorded = JSON.parse(readFileSync(join(directory, name), 'utf8'));
  const hasHeaders = recorded.headers !== undefined;
  const event = /^([a-z_]+?)(?:__.*)?\.json$/.exec(name)?.[1];
  return {
    headers: hasHeaders
      ? recorded.headers
      : { 'content-type': 'application/json', 'x-github-delivery': name, 'x-github-event': event },
    body: Buffer.from(JSON.stringify(hasHeaders ? recorded.body : recorded)),
  };
}

/** What each recorded payload comes to: the event, or a part of why it is ignored. */
const EXPECTED: Record<string, string> = {
  'check_run__completed.json': 'ignored: event type not used: check_run',
  'deployment_status.json': 'ignored: event type not used: deployment_status',
  'hookdeck-push-with-headers.json': 'ignored: not a branch: refs/tags/demo',
  'issue_comment.json': 'issue commented 2-73464126',
  'issues.json': 'issue created 2-73464126',
  'issues__assigned.json': 'issue updated 7-1651035101',
  'issues__labeled.json': 'issue updated 9-1661128666',
  'ping.json': 'ignored: ping',
  'pull_request__closed.json': 'pull_request closed 1 not merged',
  'pull_request__merged.json': 'pull_request closed 1 merged',
  'pull_request__opened.json': 'pull_request opened 1 not merged',
  'push__1_commit.json': 'push changes 0d1a26e67d8f5eaf1f6ba5c57fc3c7d91ac0fd1c baxterthehacker',
  'status.json': 'ignored: event type not used: status',
};

function outcome(name: string): string {
  const { events, ignored } = github.webhook.normalize(delivery(name));
  const [event] = events;
  switch (event?.kind) {
    case 'issue':
      return `issue ${event.action} ${event.externalId}`;
    case 'push':
      return `push ${event.branch} ${event.commit?.sha} ${event.commit?.author}`;
    case 'pull_request':
      return `pull_request ${event.action} ${event.number} ${event.merged ? 'merged' : 'not merged'}`;
    default:
      return `ignored: ${ignored}`;
  }
}

test.skipIf(skipped)(`every recorded payload is an event or ignored with a reason${skipped}`, () => {
  const outcomes = Object.fromEntries(names.map((name) => [name, outcome(name)]));
  expect(outcomes).toEqual(EXPECTED);
  const counts: Record<string, number> = {};
  for (const text of Object.values(outcomes)) {
    const kind = text.split(/[ :]/)[0] ?? '';
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  console.log(`GitHub's recorded payloads: ${JSON.stringify(counts)}, 0 errors`);
});
