import { z } from 'zod';
import type { ActResult, Acts } from '../../page-api.ts';
import { interactionBase } from '../to-app/payloads.ts';
import { readJson } from '../workspace/json.ts';
import { Refusal } from '../workspace/refusal.ts';
import { viewObject } from '../workspace/rendered.ts';
import type { StoredView } from '../workspace/state.ts';
import { closeModal, modalsOf, pushModal, readView, replaceView } from '../workspace/views.ts';
import { type ActContext, ActRefused, applying, reportFailure } from './context.ts';
import { inputErrors } from './input-errors.ts';
import { completeState } from './input-state.ts';
import { responseUrls } from './response-url-inputs.ts';

const TROUBLE = 'We had some trouble connecting. Try again?';

const responseSchema = z.discriminatedUnion('response_action', [
  z.object({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string().min(1)) }),
  z.object({ response_action: z.literal('update'), view: z.unknown() }),
  z.object({ response_action: z.literal('push'), view: z.unknown() }),
  z.object({ response_action: z.literal('clear') }),
]);

/** A person submits the topmost modal; the app's answer closes, changes or refuses it. */
export async function submit(context: ActContext, act: Acts['submit']): Promise<ActResult> {
  const { workspace, app } = context;
  const view = modalsOf(workspace, act.as).at(-1);
  if (view?.id !== act.viewId) throw new ActRefused('This view is no longer open.');
  const values = completeState(view.blocks, act.state);
  const errors = inputErrors(view.blocks, values);
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const answer = await app.sendInteraction({
    type: 'view_submission',
    ...interactionBase(workspace, act.as),
    trigger_id: workspace.triggers.issue(act.as),
    view: viewObject(view, values),
    response_urls: responseUrls(workspace, act.as, view, values),
  });
  if (!answer.ok) return { ...reportFailure(context, act.as, answer), error: TROUBLE };
  return carryOut(context, act.as, view, answer.body);
}

function carryOut(context: ActContext, user: string, view: StoredView, body: string): ActResult {
  let errors: Record<string, string> | undefined;
  const result = applying(context, user, () => {
    errors = respond(context, user, view, body);
  });
  if (!result.ok) return { ...result, error: TROUBLE };
  return errors ? { ok: false, errors } : result;
}

/** Does what the app answered; gives the errors to show, if that is what it answered. Throws `Refusal`. */
function respond(
  { workspace }: ActContext,
  user: string,
  view: StoredView,
  body: string,
): Record<string, string> | undefined {
  const response = readResponse(body);
  switch (response?.response_action) {
    case undefined:
      closeModal(workspace, user, view, false);
      return undefined;
    case 'clear':
      closeModal(workspace, user, view, true);
      return undefined;
    case 'update':
      replaceView(workspace, view, readView(workspace, response.view, 'modal'));
      return undefined;
    case 'push':
      pushModal(workspace, user, readView(workspace, response.view, 'modal'));
      return undefined;
    case 'errors':
      return checkedErrors(view, response.errors);
  }
}

function readResponse(body: string): z.infer<typeof responseSchema> | undefined {
  if (body.trim() === '' || body.trim() === '{}') return undefined;
  const response = responseSchema.safeParse(readJson(body));
  if (!response.success) throw new Refusal('invalid_response_action');
  return response.data;
}

function checkedErrors(view: StoredView, errors: Record<string, string>): Record<string, string> {
  const inputs = view.blocks.filter(({ type }) => type === 'input').map(({ block_id }) => block_id);
  const unknown = Object.keys(errors).find((blockId) => !inputs.includes(blockId));
  if (Object.keys(errors).length === 0 || unknown !== undefined) {
    const messages = [`[ERROR] no input block has the block_id "${unknown ?? ''}" [json-pointer:/errors]`];
    throw new Refusal('invalid_response_action', { response_metadata: { messages } });
  }
  return errors;
}
