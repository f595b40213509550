import type { ModalView } from '@slack/types';
import type { Actor } from '../../src/governance/gate.ts';
import type { Role } from '../../src/governance/policy-schema.ts';
import type { Member } from '../../src/governance/roles.ts';
import type { Rendered } from '../../src/slack/cards/rendered.ts';
import type { Command, CommandCall } from '../../src/slack/commands/command.ts';
import { parseArguments } from '../../src/slack/commands/grammar.ts';

export function actor(role: Role = 'admin', workspaceId = 'T1'): Actor {
  return { workspaceId, userId: 'U1', role };
}

/** What a command did: everything it said, in order, and the modals it opened. */
export interface Heard {
  said: (Rendered | string)[];
  modals: ModalView[];
  /** The last thing said, blocks and all, as text to look into. */
  last: string;
}

export interface CallOptions {
  role?: Role;
  /** As Slack knows whoever calls; absent, Slack was not asked. */
  member?: Member;
  channel?: string;
  timeZone?: string;
  /** Who other people are. */
  actorOf?: CommandCall['actorOf'];
  /** Slack lets no modal be opened after a mention. */
  asMention?: boolean;
}

/** Runs a command as if `text` had been typed after its name. Rejects with what the command throws. */
export async function call(command: Command, text = '', options: CallOptions = {}): Promise<Heard> {
  const { member } = options;
  const said: (Rendered | string)[] = [];
  const modals: ModalView[] = [];
  const commandCall: CommandCall = {
    ...parseArguments(text, command.options),
    actor: { ...actor(options.role), ...(member && { userId: member.userId, member }) },
    actorOf: options.actorOf ?? (async () => actor(options.role)),
    channel: options.channel ?? 'C1',
    timeZone: async () => options.timeZone ?? 'UTC',
    say: async (message) => void said.push(message),
  };
  if (!options.asMention) commandCall.openModal = async (view) => void modals.push(view);
  await command.run(commandCall);
  const last = said.at(-1) ?? '';
  return { said, modals, last: typeof last === 'string' ? last : JSON.stringify(last) };
}
