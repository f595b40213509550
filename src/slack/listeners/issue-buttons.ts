import type { App, BlockButtonAction } from '@slack/bolt';
import { z } from 'zod';
import type { Actor } from '../../governance/gate.ts';
import { sentence } from '../blocks.ts';
import { explainMessage } from '../explain.ts';
import { escapeMrkdwn } from '../text.ts';
import type { ListenerContext } from './context.ts';
import { tell } from './tell.ts';
import { workspaceOf } from './workspace-of.ts';

const suggestionSchema = z.object({
  microstepId: z.string(),
  integrationId: z.string(),
  externalId: z.string(),
});

/** The buttons of issue cards; each says what came of it in the card's place, so that nobody presses twice. */
export function registerIssueButtons(app: App, context: ListenerContext): void {
  const { links } = context.issues;
  const acts: Record<string, (actor: Actor, value: string) => Promise<string>> = {
    'keep-ours': async (actor, id) => {
      await links.decide(actor, id, 'ours');
      return ':white_check_mark: Ours is kept, and carried to the issue.';
    },
    'take-theirs': async (actor, id) => {
      await links.decide(actor, id, 'theirs');
      return ':white_check_mark: Theirs is taken.';
    },
    'retry-create': async (actor, id) => {
      await links.retryCreate(actor, id);
      return ':hourglass_flowing_sand: It is tried once more.';
    },
    unlink: async (actor, id) => {
      await links.unlink(actor, id);
      return ':white_check_mark: The link is gone; both sides stay as they are.';
    },
    link: async (actor, value) => {
      const { microstepId, ...issue } = suggestionSchema.parse(JSON.parse(value));
      const { issue_key: key } = await links.link(actor, microstepId, issue);
      return `:white_check_mark: ${escapeMrkdwn(key ?? 'The issue')} is linked by <@${actor.userId}>.`;
    },
    'not-this': async (actor, value) => {
      const { microstepId, ...issue } = suggestionSchema.parse(JSON.parse(value));
      await links.reject(actor, microstepId, issue);
      return `:no_entry_sign: Not the same, says <@${actor.userId}>.`;
    },
  };

  for (const [act, run] of Object.entries(acts)) {
    app.action<BlockButtonAction>(`issue:${act}`, async ({ ack, body, action, client, respond }) => {
      await ack();
      const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
      try {
        const outcome = sentence(await run(actor, action.value ?? ''));
        await respond({ ...outcome, replace_original: true });
      } catch (error) {
        await tell(context, { client, user: body.user.id, respond }, explainMessage(error, context));
      }
    });
  }
  app.action('issue:open', async ({ ack }) => ack());
}
