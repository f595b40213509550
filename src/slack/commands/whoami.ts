import { actorStanding } from '../../governance/actor-standing.ts';
import { providerName } from '../../integrations/manifest.ts';
import { whoamiMessage } from '../cards/whoami.ts';
import type { Rooms } from '../rooms.ts';
import type { Command } from './command.ts';

/** `/buildrunner whoami` */
export function whoamiCommand({
  accounts,
  policy,
  manifests,
}: Pick<Rooms, 'accounts' | 'policy' | 'manifests'>): Command {
  return {
    name: 'whoami',
    usage: '',
    summary: 'your role, the line of the policy that gives it to you, and your linked accounts',
    examples: ['whoami'],
    options: {},
    needs: 'account.link',
    async run({ actor, say }) {
      const linked = await accounts.of(actor);
      const nameOf = (provider: string) => providerName(manifests, provider);
      await say(whoamiMessage(actor.userId, actorStanding(policy(), actor), linked, nameOf));
    },
  };
}
