import { deadLetterList, revivedText } from '../cards/dead-letters.ts';
import { reviveOne } from '../revive-one.ts';
import type { Rooms } from '../rooms.ts';
import type { Command } from './command.ts';
import { GrammarError } from './grammar.ts';

/** `/buildrunner dead-letters [revive [job]]` */
export function deadLettersCommand({ deadLetters }: Pick<Rooms, 'deadLetters'>): Command {
  return {
    name: 'dead-letters',
    usage: '[revive [job]]',
    summary: 'list the jobs that were given up, and why; have them tried again',
    examples: [
      'dead-letters',
      'dead-letters revive',
      'dead-letters revive 0199a3f2-7c1e-7d0a-9b1c-3e5f7a9b1c3d',
    ],
    options: {},
    needs: 'dead_letter.read',
    async run({ actor, words: [verb, id], say }) {
      if (verb === undefined) {
        const dead = await deadLetters.list(actor);
        return say(dead.length > 0 ? deadLetterList(dead) : revivedText([]));
      }
      if (verb !== 'revive') throw new GrammarError('The one thing to do with them is `revive`.');
      const revived =
        id === undefined ? await deadLetters.reviveAll(actor, {}) : [await reviveOne(deadLetters, actor, id)];
      await say(revivedText(revived));
    },
  };
}
