import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import type { App, BlockButtonAction, ViewSubmitAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Actor } from '../../governance/gate.ts';
import { isEmptyDiff, type PlanDiff } from '../../plan/diff-plan.ts';
import { formatPlanProblem, type PlanFormat } from '../../plan/parsed-plan.ts';
import { PLAN_LIMITS } from '../../plan/plan-document.ts';
import { explain } from '../explain.ts';
import { FORM_VALUE } from '../modals/form-value.ts';
import { IMPORT_FORM, importForm, PLAN_FILE_BLOCK, PLAN_TEXT_BLOCK } from '../modals/import-form.ts';
import { loadingView, messageView } from '../modals/message-view.ts';
import { readSharedFile, type SharedFile, sharedFileSchema } from '../shared-file.ts';
import { escapeMrkdwn } from '../text.ts';
import type { ListenerContext } from './context.ts';
import { openModal } from './open-modal.ts';
import { tell } from './tell.ts';
import { workspaceOf } from './workspace-of.ts';

const TITLE = 'Import a plan';
const FORMATS: Readonly<Record<string, PlanFormat>> = {
  '.yml': 'yaml',
  '.yaml': 'yaml',
  '.md': 'markdown',
  '.markdown': 'markdown',
};

const metadataSchema = z.object({ digest: z.string().optional(), file: sharedFileSchema.optional() });
const inputSchema = z.object({ files: z.array(sharedFileSchema).nullish() });

/** A plan as it was given, and the digest of what was shown of it. */
interface Given {
  text: string;
  file: SharedFile | undefined;
  digest: string | undefined;
}

/** The form that imports a plan: it shows what would change, and does what it showed. */
export function registerImportForm(app: App, context: ListenerContext): void {
  app.action<BlockButtonAction>('plan:import', async ({ ack, body, client, respond }) => {
    await ack();
    const acted = { client, user: body.user.id, respond, trigger: body.trigger_id };
    const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
    try {
      await context.gate.require(actor, 'plan.import');
      await openModal(context, acted, importForm());
    } catch (error) {
      await tell(context, acted, explain(error, context));
    }
  });

  app.view<ViewSubmitAction>(IMPORT_FORM, async ({ ack, body, view, client }) => {
    const { digest, file: kept } = metadataSchema.parse(JSON.parse(view.private_metadata));
    const { values } = view.state;
    const text = values[PLAN_TEXT_BLOCK]?.[FORM_VALUE]?.value ?? '';
    const uploaded = inputSchema.safeParse(values[PLAN_FILE_BLOCK]?.[FORM_VALUE]).data?.files?.[0];
    const file = kept ?? uploaded;
    const hasText = text.trim() !== '';
    if (hasText === (file !== undefined)) {
      const problem = hasText ? 'Paste a plan or upload one, not both.' : 'Paste a plan, or upload one.';
      await ack({ response_action: 'errors', errors: { [PLAN_TEXT_BLOCK]: problem } });
      return;
    }
    const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
    await ack({ response_action: 'update', view: loadingView(TITLE) });
    const outcome = await (async () => {
      const plan = file ? await readSharedFile(client, file, PLAN_LIMITS.bytes) : text;
      return takePlan(actor, { text: plan, file, digest });
    })().catch((error: unknown) =>
      importForm({ ...(hasText ? { text } : {}), problems: [explain(error, context)] }),
    );
    await client.views.update({ view_id: view.id, view: outcome }).catch((error: unknown) => {
      context.log.info({ err: error }, 'the import form could not be updated: most likely it was closed');
    });
  });

  /** The next view: what would change, or that it has been. */
  async function takePlan(actor: Actor, { text, file, digest }: Given): Promise<ModalView> {
    const format = file && FORMATS[extname(file.name).toLowerCase()];
    const preview = await context.plan.previewImport(actor, text, format);
    const given = file ? {} : { text };
    if (!preview.ok) {
      const problems = preview.problems.map((problem) => escapeMrkdwn(formatPlanProblem(problem)));
      return importForm({ ...given, problems });
    }
    const { diff } = preview;
    if (isEmptyDiff(diff)) return messageView(TITLE, 'The plan says all of this already.');
    const shown = { diff, digest: digestOf(diff) };
    if (shown.digest !== digest) return importForm({ ...given, file, shown });
    await context.plan.applyPlan(actor, diff);
    return messageView(TITLE, ':white_check_mark: The plan is imported. `/buildrunner steps` lists it.');
  }
}

function digestOf(diff: PlanDiff): string {
  return createHash('sha256').update(JSON.stringify(diff)).digest('base64url');
}
