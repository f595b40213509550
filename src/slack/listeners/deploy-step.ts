import type { App } from '@slack/bolt';
import { z } from 'zod';
import { Refusal } from '../../governance/gate.ts';
import { explainBesideField } from '../explain.ts';
import type { ListenerContext } from './context.ts';

export const DEPLOY_STEP = 'deploy-preview';

/** As `slack-manifest.yml` declares them. */
const inputsSchema = z.object({
  branch: z.string(),
  provider: z.string().optional(),
  channel: z.string(),
  /** Slack itself says who started the workflow: whoever built it cannot name somebody with more rights. */
  user: z.object({ id: z.string() }),
});

/** The step “Deploy a preview” of Workflow Builder. It ends when the preview does, by a job of its own. */
export function registerDeployStep(app: App, context: ListenerContext): void {
  const { previews, workflowSteps } = context;

  app.function(DEPLOY_STEP, async ({ event, inputs, body, client }) => {
    const step = { workspaceId: body.team_id, executionId: event.function_execution_id };
    try {
      const { branch, provider, channel, user } = readInputs(inputs);
      const actor = await context.resolveActor(client, step.workspaceId, user.id);
      const wanted = {
        branch: branch.trim(),
        provider: provider?.trim().toLowerCase() || undefined,
        channel,
      };
      await previews.request(actor, { ...wanted, workflowStep: step });
    } catch (error) {
      await workflowSteps.refuse(step, explainBesideField(error, context));
    }
  });
}

function readInputs(inputs: unknown): z.infer<typeof inputsSchema> {
  const read = inputsSchema.safeParse(inputs);
  if (read.success) return read.data;
  const wrong = read.error.issues.map(({ path }) => path[0]).join(', ');
  throw new Refusal(`This step was not given all it needs: ${wrong}. Add it to the workflow anew.`);
}
