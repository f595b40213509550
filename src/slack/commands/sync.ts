import { SYNC_DIRECTIONS, type SyncDirection } from '../../issues/merge.ts';
import type { SyncRun, SyncRuns } from '../../issues/sync-runs.ts';
import { dryRunMessage, syncRunsMessage } from '../cards/sync-runs.ts';
import type { Command } from './command.ts';
import { GrammarError } from './grammar.ts';

/** How often a run is looked at while it goes on, and for how long, in ms. */
const LOOK_EVERY_MS = 1_000;
const WATCH_FOR_MS = 10 * 60_000;
/**
 * When at the earliest its progress is told, in ms after the start. Slack takes five messages through a `response_url`:
 * https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
 */
const TELL_AT_MS = [3_000, 20_000, 120_000];

/** `/buildrunner sync [provider] [--dry-run] [--direction inbound|outbound]` */
export function syncCommand(runs: SyncRuns, options: { wait: (ms: number) => Promise<void> }): Command {
  return {
    name: 'sync',
    usage: '[provider] [--dry-run] [--direction inbound|outbound]',
    summary: 'bring microsteps and issues in step now, or see what that would change',
    examples: ['sync', 'sync linear --dry-run', 'sync jira --direction inbound'],
    options: { 'dry-run': 'flag', direction: 'value' },
    needs: 'issue.sync',
    async run({ actor, words: [what], options: { direction = 'both' }, flags, say }) {
      if (!isDirection(direction)) throw new GrammarError('`--direction` is inbound, outbound or both.');
      if (flags.has('dry-run')) {
        await say('Looking at what would change …');
        return say(dryRunMessage(await runs.dryRun(actor, { what, direction })));
      }
      let current = await runs.start(actor, { what, direction });
      await say(syncRunsMessage(current));
      let told = current;
      const tellAt = [...TELL_AT_MS];
      for (
        let waited = LOOK_EVERY_MS;
        waited <= WATCH_FOR_MS && !current.every(isOver);
        waited += LOOK_EVERY_MS
      ) {
        await options.wait(LOOK_EVERY_MS);
        current = await Promise.all(current.map(async (run) => (await runs.get(actor, run.id)) ?? run));
        const [next = Number.POSITIVE_INFINITY] = tellAt;
        if (waited < next || current.every(isOver) || sameAs(told, current)) continue;
        tellAt.shift();
        told = current;
        await say(syncRunsMessage(current));
      }
      if (!sameAs(told, current)) await say(syncRunsMessage(current));
    },
  };
}

function isOver({ state }: SyncRun): boolean {
  return state !== 'running';
}

function sameAs(one: readonly SyncRun[], other: readonly SyncRun[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function isDirection(text: string): text is SyncDirection {
  return SYNC_DIRECTIONS.some((direction) => direction === text);
}
