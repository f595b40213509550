import type { WebhookRegistrar } from '../contract.ts';
import { unlessGone } from '../unless-gone.ts';
import type { HookAnswer } from './answers.ts';
import type { NetlifyApi } from './api.ts';
import { REGISTERED_EVENTS } from './events.ts';

/** Between the ids of the hooks that together are one registration. */
const SEPARATOR = ',';

/**
 * Registers webhooks for the configured site. A hook of Netlify's tells of one event, so a registration is several,
 * and its id names them all.
 */
export function netlifyRegistrar(api: NetlifyApi): WebhookRegistrar {
  const removeHook = (id: string) => unlessGone(() => api.deleteHook(id));

  /** Tries all of them before it throws what the first one failed with. */
  async function removeHooks(ids: readonly string[]): Promise<void> {
    const outcomes = await Promise.allSettled(ids.map(removeHook));
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
  }

  return {
    remove: (id) => removeHooks(id.split(SEPARATOR).filter(Boolean)),

    async register(url, proposedSecret) {
      const old = (await api.hooks()).filter((hook) => isOurs(hook, url));
      await removeHooks(old.map(({ id }) => id));
      const made: string[] = [];
      try {
        for (const event of REGISTERED_EVENTS) made.push(await api.createHook(event, url, proposedSecret));
      } catch (error) {
        // Half a registration would deliver with a secret that nobody keeps.
        await removeHooks(made).catch(() => undefined);
        throw error;
      }
      return { id: made.join(SEPARATOR), secret: proposedSecret };
    },
  };
}

/** Hooks that others made for the same address and other events are left alone. */
function isOurs({ type, event, data }: HookAnswer, url: string): boolean {
  return type === 'url' && data?.url === url && REGISTERED_EVENTS.some((registered) => registered === event);
}
