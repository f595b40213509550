import type { ActResult, Acts } from '../../page-api.ts';
import { interactionBase } from '../to-app/payloads.ts';
import { viewObject } from '../workspace/rendered.ts';
import { closeModal } from '../workspace/views.ts';
import { viewOf } from './containers.ts';
import { type ActContext, ActRefused } from './context.ts';
import { completeState } from './input-state.ts';

/** A person closes a modal without submitting; the app hears of it where it asked to. */
export async function close(context: ActContext, act: Acts['close']): Promise<ActResult> {
  const { workspace, app } = context;
  const view = viewOf(context, act.as, act.viewId);
  if (view.type !== 'modal') throw new ActRefused('App Home cannot be closed.');
  closeModal(workspace, act.as, view, view.clearOnClose);
  if (!view.notifyOnClose) return { ok: true };
  await app.sendInteraction({
    type: 'view_closed',
    ...interactionBase(workspace, act.as),
    view: viewObject(view, completeState(view.blocks, {})),
    is_cleared: view.clearOnClose,
  });
  return { ok: true };
}
