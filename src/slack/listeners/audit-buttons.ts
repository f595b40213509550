import type { App, BlockButtonAction } from '@slack/bolt';
import { z } from 'zod';
import { auditPageMessage } from '../cards/audit-page.ts';
import { AUDIT_PAGE } from '../commands/audit.ts';
import { explain } from '../explain.ts';
import type { ListenerContext } from './context.ts';
import { tell } from './tell.ts';
import { workspaceOf } from './workspace-of.ts';

const filterSchema = z.object({
  since: z.string().optional(),
  actor: z.string().optional(),
  action: z.string().optional(),
  cursor: z.string(),
});

/** Leads from one page of the audit log to the next, in its place. Who may is asked each time. */
export function registerAuditButtons(app: App, context: ListenerContext): void {
  app.action<BlockButtonAction>('audit:older', async ({ ack, body, action, client, respond }) => {
    await ack();
    const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
    try {
      const filter = filterSchema.parse(JSON.parse(action.value ?? ''));
      const page = await context.auditLog.list(actor, filter, AUDIT_PAGE);
      await respond({ ...auditPageMessage(page, filter), replace_original: true });
    } catch (error) {
      await tell(context, { client, user: body.user.id, respond }, explain(error, context));
    }
  });
}
