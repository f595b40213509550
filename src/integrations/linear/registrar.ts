import type { WebhookRegistrar } from '../contract.ts';
import { unlessGone } from '../unless-gone.ts';
import { anything, createdWebhook, webhookPage } from './answers.ts';
import type { LinearCaller } from './caller.ts';
import { CREATE_WEBHOOK, DELETE_WEBHOOK, WEBHOOKS } from './documents.ts';
import { homeTeam } from './teams.ts';

/** What is told of. */
const RESOURCE_TYPES = ['Issue', 'Comment'] as const;

/**
 * Registers a webhook for the configured team, or for all public teams. Another one for the same address that covers
 * something else (another team, for another integration) is left alone.
 */
export function linearRegistrar(caller: LinearCaller): WebhookRegistrar {
  const remove = (id: string) =>
    unlessGone(() => caller.ask(anything, caller.advice.webhooks, DELETE_WEBHOOK, { id }));

  return {
    remove,
    async register(url, proposedSecret) {
      const team = caller.team === undefined ? undefined : await homeTeam(caller);
      for (const id of await registered(caller, url, team?.id)) await remove(id);
      const input = {
        url,
        label: 'BuildRunner',
        resourceTypes: RESOURCE_TYPES,
        secret: proposedSecret,
        ...(team ? { teamId: team.id } : { allPublicTeams: true }),
      };
      const id = await caller.ask(createdWebhook, caller.advice.webhooks, CREATE_WEBHOOK, { input });
      return { id, secret: proposedSecret };
    },
  };
}

/** The ids of those that deliver the same to this address. */
async function registered(caller: LinearCaller, url: string, teamId: string | undefined): Promise<string[]> {
  const found: string[] = [];
  let after: string | undefined;
  do {
    const page = await caller.ask(webhookPage, caller.advice.webhooks, WEBHOOKS, after ? { after } : {});
    const same = page.nodes.filter((webhook) => {
      const covers = teamId ? webhook.team?.id === teamId : webhook.allPublicTeams === true;
      return webhook.url === url && covers;
    });
    found.push(...same.map(({ id }) => id));
    after = page.next;
  } while (after);
  return found;
}
