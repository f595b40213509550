import type { ModalView } from '@slack/types';
import type { ListenerContext } from './context.ts';
import { type Acted, tell } from './tell.ts';

/**
 * Opens a modal and gives its id. Where Slack does not let it (a trigger lives three seconds), the person is told and
 * there is none.
 */
export async function openModal(
  context: ListenerContext,
  acted: Acted & { trigger: string },
  view: ModalView,
): Promise<string | undefined> {
  try {
    const opened = await acted.client.views.open({ trigger_id: acted.trigger, view });
    return opened.view?.id;
  } catch (error) {
    context.log.warn({ err: error }, 'a modal could not be opened');
    await tell(context, acted, ':warning: The form could not be opened in time. Try once more.');
    return undefined;
  }
}
