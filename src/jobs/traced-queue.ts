import { currentTrace, type Trace, tracing } from '../security/trace.ts';
import type { Job, JobHandlers, Queue } from './job.ts';
import { wrapHandlers } from './wrap-handlers.ts';

/**
 * A queue whose jobs remember which delivery they go back to: from the job that hands a delivery on, over whatever
 * that enqueues, to the message in Slack. It travels in the payload. Where a later job takes the place of one that
 * waits, the later one's trace counts.
 */
export function tracedQueue(queue: Queue): Queue {
  return {
    ...queue,
    enqueue(transaction, job) {
      const trace = currentTrace();
      const traced: Job = trace ? Object.assign({}, job, { payload: { ...job.payload, trace } }) : job;
      return queue.enqueue(transaction, traced);
    },
    work: (handlers) => queue.work(inTheirTraces(handlers)),
  };
}

function inTheirTraces(handlers: JobHandlers): JobHandlers {
  return wrapHandlers(handlers, (_kind, handle) => (payload, run) => {
    const trace = traceOf(payload);
    return trace ? tracing(trace, () => handle(payload, run)) : handle(payload, run);
  });
}

/** Which delivery a job goes back to, by its payload. */
export function traceOf(payload: unknown): Trace | undefined {
  const { trace, deliveryId } = payload as { trace?: Trace; deliveryId?: string };
  return deliveryId === undefined ? trace : { deliveryId };
}
