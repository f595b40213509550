import { afterEach, beforeEach } from 'vitest';
import type { DeadJob, Job, Queue } from '../../../src/jobs/job.ts';
import { ControlledWork } from '../controlled-work.ts';
import { enqueue, type MakeQueueEngine, type QueueEngine } from '../queue-engine.ts';

type PreviewKind = 'preview.deploy' | 'preview.refresh' | 'preview.poll';

/** The counts of an empty queue. */
export const NONE = { ready: 0, running: 0, dead: 0 };

/** `previewId` tells jobs of one key apart. */
export function job(key: string, previewId = key, kind: PreviewKind = 'preview.refresh'): Job {
  return { kind, key, payload: { previewId } };
}

/** An error that no retry can help. */
export function forGood(message = 'no access'): Error {
  return Object.assign(new Error(message), { retryable: false });
}

/** A queue of its own for each test, three jobs at once, whose handlers do what the test says. */
export class Harness {
  readonly #makeEngine: MakeQueueEngine;
  #engine: QueueEngine | undefined;
  work = new ControlledWork();
  deaths: DeadJob[] = [];

  constructor(makeEngine: MakeQueueEngine) {
    this.#makeEngine = makeEngine;
    beforeEach(async () => {
      this.work = new ControlledWork();
      this.deaths = [];
      this.#engine = await makeEngine({ concurrency: 3, onDead: (dead) => void this.deaths.push(dead) });
    });
    afterEach(async () => {
      await this.cutOff();
      await this.engine.close();
    });
  }

  get engine(): QueueEngine {
    if (!this.#engine) throw new Error('only within a test');
    return this.#engine;
  }

  /** Another engine, with handlers of deaths of its own. */
  makeEngine: MakeQueueEngine = (options) => this.#makeEngine(options);

  async put(...jobs: Job[]): Promise<void> {
    await enqueue(this.engine, this.engine.queue, ...jobs);
    await this.engine.settle();
  }

  revive(id: string): Promise<boolean> {
    const { database, queue } = this.engine;
    return database.transaction((transaction) => queue.revive(transaction, id));
  }

  async start(): Promise<void> {
    await this.engine.queue.work(this.work.handlers);
    await this.engine.settle();
  }

  /** Stops without waiting for what is running. */
  async cutOff(queue: Queue = this.engine.queue): Promise<void> {
    const stopping = queue.stop(0);
    await this.engine.advance(0);
    await stopping;
  }

  /** The payloads of all that was begun, in that order. */
  begun(): string[] {
    return this.work.begun.map(({ payload }) => (payload as { previewId: string }).previewId);
  }

  /** Ends the job begun last. */
  async finish(): Promise<void> {
    this.work.last.finish();
    await this.engine.settle();
  }

  /** Lets the job begun last fail. */
  async fail(error: unknown = new Error('vendor is down')): Promise<void> {
    this.work.last.fail(error);
    await this.engine.settle();
  }
}
