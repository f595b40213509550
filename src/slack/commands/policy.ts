import type { Action } from '../../governance/actions.ts';
import { actorStanding } from '../../governance/actor-standing.ts';
import { explainAction, PEOPLES_ACTIONS } from '../../governance/explain-policy.ts';
import { entriesOf } from '../../governance/roles.ts';
import { policyDetail, policyOverview } from '../cards/policy-explained.ts';
import type { Rooms } from '../rooms.ts';
import type { Command } from './command.ts';
import { GrammarError } from './grammar.ts';
import { nearest } from './nearest.ts';

/** As Slack writes a mention, with the name or without. */
const MENTION = /^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>$/;

/** `/buildrunner policy [@person] [action]`; `commands` are those whose names stand for what they do. */
export function policyCommand(
  rooms: Pick<Rooms, 'policy' | 'gate' | 'manifests'>,
  commands: () => readonly Command[],
): Command {
  return {
    name: 'policy',
    usage: '[@person] [action]',
    summary: 'what you, or someone else, may do here, and why',
    examples: ['policy', 'policy @ada', 'policy @ada preview.deploy', 'policy deploy-preview'],
    options: {},
    needs: 'policy.read',
    async run({ actor, words, actorOf, say }) {
      await rooms.gate.require(actor, 'policy.read');
      const [first = '', ...rest] = words;
      const mentioned = MENTION.exec(first)?.[1];
      const person = mentioned === undefined ? actor : await actorOf(mentioned);
      const [name, ...more] = mentioned === undefined ? words : rest;
      if (more.length > 0) throw new GrammarError('Say one person and one action at most.');

      const policy = rooms.policy();
      const { userId, role, member } = person;
      const context = { role, userId, ...(member ? { listedAs: entriesOf(member) } : {}) };
      const explain = (action: Action) => explainAction(policy, action, context, [...rooms.manifests.keys()]);
      const standing = actorStanding(policy, person);
      if (name === undefined) {
        return say(policyOverview(userId, standing, PEOPLES_ACTIONS.map(explain)));
      }
      await say(policyDetail(userId, standing, explain(actionCalled(name, commands()))));
    },
  };
}

function actionCalled(name: string, commands: readonly Command[]): Action {
  const command = commands.find((candidate) => candidate.name === name);
  const found = command ? command.needs : PEOPLES_ACTIONS.find((action) => action === name);
  if (found !== undefined) return found;
  const near = nearest(name, [...PEOPLES_ACTIONS, ...commands.map((candidate) => candidate.name)]);
  const hint = near === undefined ? '`/buildrunner policy` lists them all.' : `Did you mean \`${near}\`?`;
  throw new GrammarError(`There is no action “${name.slice(0, 40)}”. ${hint}`);
}
