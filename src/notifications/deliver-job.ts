import type { Job, MessageRef } from '../jobs/job.ts';
import { messageKey } from './message-key.ts';

/** Has a message brought to what it should show; those of one channel keep their order. */
export function deliverJob(message: MessageRef): Job {
  const lane = `channel:${message.channel}`;
  return { kind: 'message.deliver', payload: { message }, key: messageKey(message), lane };
}
