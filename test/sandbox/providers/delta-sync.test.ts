import { expect, it } from 'vitest';
import type { IssueTracker } from '../../../src/integrations/contract.ts';
import type { ActResult } from '../../../src/sandbox/page-api.ts';
import type { PretendProvider } from '../../../src/sandbox/providers/provider.ts';
import { adapterFor as githubAdapter, openGitHub } from './github/harness.ts';
import { adapterFor as jiraAdapter, openJira } from './jira/harness.ts';
import { adapterFor as linearAdapter, openLinear } from './linear/harness.ts';
import type { ManualClock } from './manual-clock.ts';

const MANY = 10_000;
/** How far apart syncs are: as the clock begins them. */
const APART_MS = 5 * 60_000;

interface Opened {
  tracker: IssueTracker;
  provider: PretendProvider;
  clock: ManualClock;
  /** How many requests have come in. */
  calls(): number;
  create: [action: string, inputs: Record<string, string>];
  act(action: string, item?: string, inputs?: Record<string, string>): Promise<ActResult>;
  close(): Promise<void>;
}

const person = 'ada';

const TRACKERS: Record<string, () => Promise<Opened>> = {
  async github() {
    const open = await openGitHub();
    const { issues: tracker } = await githubAdapter(open);
    const calls = () => open.exchanges.length;
    return { ...open, provider: open.github, tracker, calls, create: ['open-issue', { person }] };
  },
  async jira() {
    const open = await openJira();
    const { issues: tracker } = await jiraAdapter(open);
    const calls = () => open.exchanges.length;
    return {
      ...open,
      provider: open.jira,
      tracker,
      calls,
      create: ['create-issue', { person, project: 'WEB' }],
    };
  },
  async linear() {
    const open = await openLinear();
    const { issues: tracker } = await linearAdapter(open, { team_id: 'ENG' });
    const calls = () => open.costs.length;
    return {
      ...open,
      provider: open.linear,
      tracker,
      calls,
      create: ['create-issue', { person, team: 'ENG' }],
    };
  },
};

async function read({ tracker, calls }: Opened, cursor?: string) {
  const before = calls();
  let last = cursor;
  const ids = new Set<string>();
  for await (const page of tracker.changedSince(cursor)) {
    for (const { externalId } of page.issues) ids.add(externalId);
    last = page.cursor;
  }
  return { cursor: last, issues: ids.size, calls: calls() - before };
}

/** What the panel calls three of the issues. */
function three({ provider }: Opened): string[] {
  const items = provider.panel().sections.flatMap((section) => section.items);
  const issues = items.filter(({ actions }) => actions.some(({ id }) => id === 'rename-issue'));
  return issues.slice(0, 3).map(({ id }) => id);
}

it.each(Object.entries(TRACKERS))(
  'a delta sync of %s over 10,000 issues of which none changed takes one call, and all of them a page a call',
  { timeout: 180_000 },
  async (_name, openTracker) => {
    const open = await openTracker();
    const [action, inputs] = open.create;
    for (let index = 0; index < MANY; index += 1) {
      open.clock.advance(60_000);
      await open.act(action, undefined, { ...inputs, title: `Count unicorn ${index}` });
    }
    open.clock.advance(APART_MS);
    const all = await read(open);
    expect(all.issues).toBeGreaterThanOrEqual(MANY);
    // The guide's allowance of Linear, the smallest of the three, is 1,000 an hour.
    expect(all.calls).toBeLessThan(1_000);
    open.clock.advance(APART_MS);
    const none = await read(open, all.cursor);
    expect(none.calls).toBe(1);
    // GitHub is asked for what changed since the very second of the last change, so that none of it is missed.
    expect(none.issues).toBeLessThanOrEqual(1);
    for (const id of three(open))
      await open.act('rename-issue', id, { title: `Count narwhal ${id}`, person });
    open.clock.advance(APART_MS);
    const some = await read(open, none.cursor);
    expect(some.issues).toBeGreaterThanOrEqual(3);
    expect(some.issues).toBeLessThanOrEqual(4);
    expect(some.calls).toBeLessThanOrEqual(2);
    await open.close();
  },
);
