import type { WebhookRegistrar } from '../contract.ts';
import { unlessGone } from '../unless-gone.ts';
import { hookAnswer, hookList } from './answers.ts';
import type { GitHubCaller } from './caller.ts';
import { PAGE_SIZE } from './pages.ts';
import { USED_EVENTS } from './webhook-events.ts';

/**
 * Registers the repository's webhook. GitHub refuses a second one for the same address, so the one there is gets our
 * secret and our events: that way none is lost between taking one away and making another.
 */
export function githubRegistrar(caller: GitHubCaller): WebhookRegistrar {
  const { target, advice } = caller;

  async function remove(id: string): Promise<void> {
    if (!/^\d+$/.test(id)) return;
    await unlessGone(() =>
      caller.send(advice.webhooks, ({ request }) =>
        request('DELETE /repos/{owner}/{repo}/hooks/{hook_id}', { ...target, hook_id: Number(id) }),
      ),
    );
  }

  return {
    remove,

    async register(url, proposedSecret) {
      const settings = {
        active: true,
        events: [...USED_EVENTS],
        config: { url, content_type: 'json', insecure_ssl: '0', secret: proposedSecret },
      };
      const [first, ...others] = await registered(caller, url);
      for (const id of others) await remove(String(id));
      const { id } = await caller.ask(hookAnswer, advice.webhooks, ({ request }) =>
        first === undefined
          ? request('POST /repos/{owner}/{repo}/hooks', { ...target, name: 'web', ...settings })
          : request('PATCH /repos/{owner}/{repo}/hooks/{hook_id}', {
              ...target,
              hook_id: first,
              ...settings,
            }),
      );
      return { id: String(id), secret: proposedSecret };
    },
  };
}

/** The ids of those that deliver to this address. */
async function registered(caller: GitHubCaller, url: string): Promise<number[]> {
  const pages = caller.pages(
    hookList,
    caller.advice.webhooks,
    (page) =>
      ({ request }) =>
        request('GET /repos/{owner}/{repo}/hooks', { ...caller.target, per_page: PAGE_SIZE, ...page }),
  );
  const found: number[] = [];
  for await (const { entries } of pages) {
    found.push(...entries.filter(({ config }) => config?.url === url).map(({ id }) => id));
  }
  return found;
}
