import type { Audit } from '../governance/audit.ts';
import type { Actor, Gate } from '../governance/gate.ts';
import type { Database } from '../store/database.ts';
import type { SettingsStore } from '../store/settings.ts';

/** Has a channel hear of everything there is to hear of. Asked again for the same channel, nothing changes. */
export type Subscribe = (actor: Actor, channel: string) => Promise<void>;

export function createSubscribe(options: {
  settings: SettingsStore;
  database: Database;
  audit: Audit;
  gate: Gate;
  now: () => Date;
  newId: () => string;
}): Subscribe {
  const { settings, database, audit, gate } = options;
  return async (actor, channel) => {
    await gate.require(actor, 'subscription.create');
    const id = options.newId();
    const added = await settings.update(actor.workspaceId, (draft) => {
      const projectId = draft.projects[0]?.id ?? 'default';
      const has = draft.subscriptions.some(
        (other) => other.channel === channel && other.projectId === projectId,
      );
      if (has) return false;
      draft.subscriptions.push({
        id,
        projectId,
        channel,
        events: ['all'],
        mode: 'update',
        createdBy: actor.userId,
        createdAt: options.now().toISOString(),
      });
      return true;
    });
    if (!added) return;
    await audit.record(database.db, {
      workspaceId: actor.workspaceId,
      actor: actor.userId,
      action: 'subscription.created',
      payload: { subscription: id, channel },
    });
  };
}
