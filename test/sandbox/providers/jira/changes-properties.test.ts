import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Issue } from '../../../../src/integrations/contract.ts';
import { ManualClock } from '../manual-clock.ts';
import { type Adapter, adapterFor, changesOf, type OpenJira, openJira } from './harness.ts';

const MINUTE = 60_000;

// From two hours before Berlin puts its clocks back, so that one hour comes twice.
const START = Date.UTC(2026, 9, 24, 23, 0);

type Step =
  | { kind: 'wait'; minutes: number }
  | { kind: 'rename' | 'move' | 'comment'; issue: number }
  | { kind: 'create'; many: number }
  | { kind: 'lag' }
  | { kind: 'poll' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('wait' as const), minutes: fc.constantFrom(0.1, 1, 3, 12, 60) }),
  fc.record({
    kind: fc.constantFrom('rename' as const, 'move' as const, 'comment' as const),
    issue: fc.nat(200),
  }),
  fc.record({ kind: fc.constant('create' as const), many: fc.constantFrom(1, 2, 90) }),
  fc.constant({ kind: 'lag' as const }),
  fc.constant({ kind: 'poll' as const }),
);

/** Whoever asks again and again what has changed, and remembers what it was told. */
function listener(adapter: Adapter) {
  const told = new Map<string, Issue>();
  let cursor: string | undefined;
  return {
    told,
    async poll() {
      const { issues, cursor: next } = await changesOf(adapter, cursor);
      const twice = issues.filter(
        ({ externalId, updatedAt }) => told.get(externalId)?.updatedAt.getTime() === updatedAt.getTime(),
      );
      expect(twice).toEqual([]);
      for (const issue of issues) told.set(issue.externalId, issue);
      cursor = next;
    },
  };
}

async function happen(one: Step, open: OpenJira, poll: () => Promise<void>): Promise<void> {
  // Every step has a millisecond of its own: two changes within one are the same to whoever asks.
  open.clock.advance(1);
  const title = `At ${open.clock.now().toISOString()}`;
  const create = () => open.act('create-issue', undefined, { title, project: 'WEB' });
  switch (one.kind) {
    case 'wait':
      return open.clock.advance(one.minutes * MINUTE);
    case 'poll':
      return poll();
    case 'create':
      for (let number = 0; number < one.many; number += 1) await create();
      return;
    case 'lag':
      await open.act('stop-index');
      open.clock.advance(1);
      await create();
      await poll();
      open.clock.advance(2 * MINUTE);
      await open.act('catch-up-index');
      return;
    default: {
      const shown = open.section('Issues of WEB');
      const issue = shown[one.issue % shown.length];
      const move = issue?.actions.find(({ id }) => id === 'move-issue');
      const inputs = { title, body: title, status: move?.inputs?.[0]?.initial ?? '' };
      expect(await open.act(`${one.kind}-issue`, issue?.id, inputs)).toEqual({ ok: true });
    }
  }
}

const byId = (a: Issue, b: Issue) => Number(a.externalId) - Number(b.externalId);

it('whatever happens between the polls, the last state of every issue is told, and once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const open = await openJira({ clock: new ManualClock(START) });
      const adapter = await adapterFor(open);
      const { told, poll } = listener(adapter);
      for (const one of steps) await happen(one, open, poll);
      open.clock.advance(1);
      await poll();
      const present = await changesOf(adapter);
      expect([...told.values()].toSorted(byId)).toEqual(present.issues.toSorted(byId));
      await open.close();
    }),
    { numRuns: 25 },
  );
}, 120_000);
