import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { explain } from '../explain.ts';
import type { ListenerContext } from './context.ts';

/** Opens a modal; where Slack does not let it (its trigger lives three seconds), the person is told in a direct message. */
export async function openModal(
  context: ListenerContext,
  client: WebClient,
  asked: { trigger_id: string; user: { id: string } },
  view: ModalView,
): Promise<string | undefined> {
  try {
    const opened = await client.views.open({ trigger_id: asked.trigger_id, view });
    return opened.view?.id;
  } catch (error) {
    context.log.warn({ err: error }, 'a modal could not be opened');
    const text = 'The form could not be opened in time. Press the button once more, or type the command.';
    await client.chat.postMessage({ channel: asked.user.id, text }).catch((second: unknown) => {
      explain(second, context);
    });
    return undefined;
  }
}
