import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Rendered } from '../cards/rendered.ts';
import type { ListenerContext } from './context.ts';
import { tell } from './tell.ts';

/** A form that a person submitted and that shows a loading view now. */
export interface SubmittedForm {
  client: WebClient;
  user: string;
  viewId: string;
}

/** Shows in a form's place how it ended. Where it was closed in the meantime, that is told in a direct message. */
export async function showOutcome(
  context: Pick<ListenerContext, 'log'>,
  { client, user, viewId }: SubmittedForm,
  view: ModalView,
  inWords: Rendered | string,
): Promise<void> {
  try {
    await client.views.update({ view_id: viewId, view });
  } catch (error) {
    context.log.info({ err: error }, 'a form could not be updated: most likely it was closed');
    await tell(context, { client, user }, inWords);
  }
}
