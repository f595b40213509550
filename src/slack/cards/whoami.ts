import type { AccountNames } from '../../governance/accounts.ts';
import type { Standing } from '../../governance/roles.ts';
import { context, lineSections, section } from '../blocks.ts';
import { code, counted, escapeMrkdwn } from '../text.ts';
import { standingText } from './policy-explained.ts';
import type { Rendered } from './rendered.ts';

/** Who a person is to BuildRunner: their role, why it is theirs, and their accounts elsewhere. */
export function whoamiMessage(
  userId: string,
  standing: Standing,
  accounts: AccountNames,
  providerName: (provider: string) => string,
): Rendered {
  const lines = Object.entries(accounts).map(
    ([provider, name]) => `• ${escapeMrkdwn(providerName(provider))}: ${code(name)}`,
  );
  const linked =
    lines.length > 0
      ? [section('*Your accounts*'), ...lineSections(lines)]
      : [section('No account of yours is linked.')];
  return {
    text: `Your role is ${standing.role}, and ${counted(lines.length, 'account of yours is', 'accounts of yours are')} linked.`,
    blocks: [
      section(standingText(userId, standing)),
      ...linked,
      context(
        '`/buildrunner link-account` changes your accounts, `/buildrunner policy` lists what you may do.',
      ),
    ],
  };
}
