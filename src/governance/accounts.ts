import type { Database } from '../store/database.ts';
import type { SettingsStore } from '../store/settings.ts';
import type { Audit } from './audit.ts';
import { type Actor, type Gate, Refusal } from './gate.ts';
import type { Policy } from './policy-schema.ts';

/** By provider, what somebody is called there: a login, an e-mail address or an id. */
export type AccountNames = Readonly<Record<string, string>>;

/** By Slack user. */
export type AccountsOfPeople = Readonly<Record<string, AccountNames>>;

/** Longest name of an account, in characters. */
export const LONGEST_ACCOUNT = 200;

/** Who people are outside Slack: what they said themselves, or else what the policy says of them. */
export interface Accounts {
  /** What is known of this person. Throws `Refusal`. */
  of(actor: Actor): Promise<AccountNames>;
  /** Keeps what a person says of themself; an empty name takes one away. Throws `Refusal`. */
  link(actor: Actor, names: AccountNames): Promise<void>;
  /** The Slack user who has this account, whatever its case; undefined where nobody is known to. */
  ownerOf(workspaceId: string, name: string): Promise<string | undefined>;
}

export function createAccounts(options: {
  database: Database;
  settings: SettingsStore;
  policy: () => Pick<Policy, 'accounts'>;
  gate: Gate;
  audit: Audit;
}): Accounts {
  const { database, settings, policy, gate, audit } = options;
  return {
    async of(actor) {
      await gate.require(actor, 'account.link');
      const { accounts } = await settings.read(actor.workspaceId);
      return { ...policy().accounts[actor.userId], ...accounts?.[actor.userId] };
    },

    async link(actor, names) {
      await gate.require(actor, 'account.link');
      const tooLong = Object.values(names).find((name) => name.length > LONGEST_ACCOUNT);
      if (tooLong !== undefined) throw new Refusal(`An account has at most ${LONGEST_ACCOUNT} characters.`);
      await settings.update(actor.workspaceId, (draft) => {
        const said = { ...draft.accounts?.[actor.userId], ...names };
        const kept = Object.entries(said).filter(([, name]) => name.trim() !== '');
        draft.accounts = { ...draft.accounts, [actor.userId]: Object.fromEntries(kept) };
      });
      await audit.record(database.db, {
        workspaceId: actor.workspaceId,
        actor: actor.userId,
        action: 'account.linked',
        payload: { providers: Object.keys(names) },
      });
    },

    async ownerOf(workspaceId, name) {
      const { accounts } = await settings.read(workspaceId);
      return ownerIn(accounts ?? {}, name) ?? ownerIn(policy().accounts, name);
    },
  };
}

/** Undefined as well where two people claim the account: a mention of the wrong one is worse than none. */
function ownerIn(people: AccountsOfPeople, name: string): string | undefined {
  const wanted = name.trim().toLowerCase();
  if (wanted === '') return undefined;
  const owners = Object.entries(people).filter(([, names]) =>
    Object.values(names).some((known) => known.trim().toLowerCase() === wanted),
  );
  return owners.length === 1 ? owners[0]?.[0] : undefined;
}
