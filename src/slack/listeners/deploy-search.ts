import type { App } from '@slack/bolt';
import type { PlainTextOption } from '@slack/types';
import { Refusal } from '../../governance/gate.ts';
import { checkBranch } from '../../previews/branch.ts';
import { BRANCH_SEARCH, branchOption, MICROSTEP_SEARCH, microstepOption } from '../modals/deploy-form.ts';
import type { ListenerContext } from './context.ts';
import { workspaceOf } from './workspace-of.ts';

/** How many choices are offered. */
const MOST_OPTIONS = 20;

/** What the deploy form finds as a person types. */
export function registerDeploySearch(app: App, context: ListenerContext): void {
  app.options<'block_suggestion'>(BRANCH_SEARCH, async ({ ack, body, payload, client }) => {
    const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
    const found: string[] = await context.previews
      .branches(actor, payload.value, MOST_OPTIONS)
      .catch(noneBecause);
    const typed = payload.value.trim();
    // What nobody knows of may still be there: a repository that is not configured, a branch pushed just now.
    const asTyped =
      isBranch(typed) && !found.includes(typed) ? [branchOption(typed, `${typed} (as typed)`)] : [];
    const options = [...found.map((branch) => branchOption(branch)), ...asTyped];
    await ack({ options: options.filter((option): option is PlainTextOption => option !== undefined) });
  });

  app.options<'block_suggestion'>(MICROSTEP_SEARCH, async ({ ack, body, payload, client }) => {
    const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
    const found = await context.plan.list(actor, payload.value).catch(noneBecause);
    await ack({ options: found.slice(0, MOST_OPTIONS).map(microstepOption) });
  });

  function noneBecause(error: unknown): never[] {
    context.log.warn({ err: error }, 'the deploy form could not be searched');
    return [];
  }
}

function isBranch(text: string): boolean {
  try {
    checkBranch(text);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
