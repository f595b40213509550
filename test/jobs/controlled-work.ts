import type { JobHandlers, JobKind, JobRun } from '../../src/jobs/job.ts';
import { handleAll } from './handlers.ts';

/** A job whose handler waits for the test to say how it ends. */
export interface RunningJob {
  kind: JobKind;
  payload: unknown;
  run: JobRun;
  finish(): void;
  fail(error: unknown): void;
}

/** Handlers that do nothing by themselves: the test sees what was begun and ends it. */
export class ControlledWork {
  /** Everything that was ever begun, in that order. */
  readonly begun: RunningJob[] = [];
  readonly running = new Set<RunningJob>();

  readonly handlers: JobHandlers = handleAll((kind, payload, run) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const job: RunningJob = {
      kind,
      payload,
      run,
      finish: () => {
        this.running.delete(job);
        resolve();
      },
      fail: (error) => {
        this.running.delete(job);
        reject(error);
      },
    };
    this.begun.push(job);
    this.running.add(job);
    return promise;
  });

  /** The latest one begun. */
  get last(): RunningJob {
    const last = this.begun.at(-1);
    if (!last) throw new Error('no job was begun');
    return last;
  }
}
