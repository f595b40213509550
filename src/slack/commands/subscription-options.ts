import { hearableEvents } from '../../notifications/wish.ts';
import {
  ENVIRONMENTS,
  EVENT_NAMES,
  type EventName,
  LONGEST_BRANCH_GLOB,
  MODES,
  type Subscription,
} from '../../store/subscription-schema.ts';
import { LOCAL_TIME } from '../../timing/local-time.ts';
import { truncate } from '../text.ts';
import { GrammarError } from './grammar.ts';
import { nearest } from './nearest.ts';

/** Longest word that is repeated to the person who typed it, in characters. */
const LONGEST_WORD = 40;

/** Of what a channel is to hear, and how. */
export type TypedWish = Pick<
  Subscription,
  'events' | 'branch' | 'environment' | 'onlyFailures' | 'mode' | 'digestAt' | 'quiet'
>;

type Options = Readonly<Record<string, string>>;

/** Reads what was typed after `subscribe`. Throws `GrammarError`. */
export function readWish(words: readonly string[], options: Options): TypedWish {
  const { branch, env, only, mode, digest, quiet } = options;
  const events = readEvents(words);
  if (events.length === 0) throw new GrammarError(`Say what to hear of: ${EVENT_NAMES.join(', ')}.`);
  if (only !== undefined) oneOf('--only', only, ['failures']);
  if (digest !== undefined && quiet !== undefined) {
    throw new GrammarError(
      'A digest holds everything until its time, so there is nothing to be quiet about.',
    );
  }
  const wish: TypedWish = {
    events,
    mode: mode === undefined ? 'update' : oneOf('--mode', mode, MODES),
    ...(branch !== undefined && { branch: readGlob(branch) }),
    ...(env !== undefined && { environment: oneOf('--env', env, ENVIRONMENTS) }),
    ...(only !== undefined && { onlyFailures: true }),
    ...(digest !== undefined && { digestAt: readTime('--digest', digest) }),
    ...(quiet !== undefined && { quiet: readSpan(quiet) }),
  };
  if (hearableEvents(wish).length === 0) {
    throw new GrammarError(`Nothing of ${events.join(', ')} could ever pass these options.`);
  }
  return wish;
}

/** Reads names of events and groups, apart by spaces or commas, each once. Throws `GrammarError`. */
export function readEvents(words: readonly string[]): EventName[] {
  const names = words.flatMap((word) => word.split(',')).filter((name) => name !== '');
  return [...new Set(names.map((name) => oneOf('event', name, EVENT_NAMES)))];
}

function oneOf<T extends string>(what: string, typed: string, known: readonly T[]): T {
  const name = typed.toLowerCase();
  const found = known.find((each) => each === name);
  if (found !== undefined) return found;
  const near = nearest(name, known);
  const meant = near ? ` Did you mean \`${near}\`?` : '';
  const shown = truncate(typed, LONGEST_WORD);
  const wrong = what === 'event' ? `There is no event “${shown}”.` : `\`${what}\` does not know “${shown}”.`;
  throw new GrammarError(`${wrong}${meant} There is: ${known.join(', ')}.`);
}

function readGlob(glob: string): string {
  if (glob.length <= LONGEST_BRANCH_GLOB) return glob;
  throw new GrammarError(`\`--branch\` takes at most ${LONGEST_BRANCH_GLOB} characters.`);
}

/** `9:00` is `09:00`. */
function readTime(option: string, typed: string): string {
  const time = typed.padStart('00:00'.length, '0');
  if (LOCAL_TIME.test(time)) return time;
  throw new GrammarError(`\`${option}\` takes a time of day, like 09:00.`);
}

function readSpan(typed: string): { from: string; until: string } {
  // A phone's keyboard may make a dash of the hyphen.
  const [from, until, ...more] = typed.split(/[-–—]/);
  if (from === undefined || until === undefined || more.length > 0) {
    throw new GrammarError('`--quiet` takes a span of time, like 22:00-07:00.');
  }
  const span = { from: readTime('--quiet', from), until: readTime('--quiet', until) };
  if (span.from !== span.until) return span;
  throw new GrammarError(
    '`--quiet` begins and ends at the same time. `--digest` tells everything once a day.',
  );
}
