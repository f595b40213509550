import type { Job, MessageRef } from '../jobs/job.ts';
import { isFailure } from './is-failure.ts';
import { messageKey } from './message-key.ts';

/** Before whatever else waits to be done. */
const URGENT = -1;

/**
 * Has a message brought to what it should show; those of one channel keep their order, but what tells of a failure goes
 * first.
 */
export function deliverJob(message: MessageRef, isUrgent = isFailure(message)): Job {
  const lane = `channel:${message.channel}`;
  const job: Job = { kind: 'message.deliver', payload: { message }, key: messageKey(message), lane };
  return isUrgent ? { ...job, priority: URGENT } : job;
}
