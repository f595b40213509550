import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Job, Queue } from '../../src/jobs/job.ts';
import { ControlledWork, type RunningJob } from './controlled-work.ts';
import { enqueue, type QueueEngine } from './queue-engine.ts';
import { makeSqliteQueue } from './sqlite-queue-engine.ts';

type Action =
  | { do: 'enqueue'; kind: 'preview.refresh' | 'preview.poll'; key: string; delayMs: number }
  | { do: 'end'; which: number; error: unknown }
  | { do: 'advance'; ms: number }
  | { do: 'restart' };

const errors = fc.constantFrom<unknown>(
  undefined,
  undefined,
  new Error('down'),
  Object.assign(new Error('denied'), { retryable: false }),
  Object.assign(new Error('slow down'), { code: 'rate_limited', delayMs: 7_000 }),
);

const actions = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record<Action & { do: 'enqueue' }>({
        do: fc.constant('enqueue'),
        kind: fc.constantFrom('preview.refresh', 'preview.poll'),
        key: fc.constantFrom('a', 'b', 'c'),
        delayMs: fc.constantFrom(0, 0, 3_000),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record<Action & { do: 'end' }>({
        do: fc.constant('end'),
        which: fc.nat({ max: 2 }),
        error: errors,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record<Action & { do: 'advance' }>({
        do: fc.constant('advance'),
        ms: fc.constantFrom(500, 1_000, 5_000, 30_000),
      }),
    },
    { weight: 1, arbitrary: fc.constant<Action>({ do: 'restart' }) },
  ),
  { maxLength: 40 },
);

/** What a job is known by here: each enqueueing carries a version of its own. */
function identify(job: { kind: string; payload: unknown }): { lane: string; key: string; version: number } {
  const [key = '', version = ''] = (job.payload as { previewId: string }).previewId.split('#');
  return { lane: `${job.kind} ${key}`, key, version: Number(version) };
}

/** Plays random actions on a queue and checks at each step what must always hold. */
class Play {
  readonly #engine: QueueEngine;
  #queue: Queue;
  #work = new ControlledWork();
  #checked = 0;
  #versions = 0;
  /** By kind and key, the version enqueued last, and the one that ended last: done, or dead. */
  readonly #latest = new Map<string, number>();
  readonly #ended = new Map<string, number>();

  constructor(engine: QueueEngine) {
    this.#engine = engine;
    this.#queue = engine.queue;
  }

  async begin(): Promise<void> {
    await this.#queue.work(this.#work.handlers);
  }

  async act(action: Action): Promise<void> {
    if (action.do === 'enqueue') await this.#enqueue(action);
    else if (action.do === 'end') this.#end([...this.#work.running][action.which], action.error);
    else if (action.do === 'advance') await this.#engine.advance(action.ms);
    else await this.#restart();
    await this.#engine.settle();
    this.#check();
  }

  /** Lets everything come to an end. */
  async finish(): Promise<void> {
    for (let counts = await this.#queue.counts(); counts.ready + counts.running > 0; ) {
      for (const job of [...this.#work.running]) this.#end(job, undefined);
      await this.act({ do: 'advance', ms: 30_000 });
      counts = await this.#queue.counts();
    }
    for (const dead of await this.#queue.dead()) this.#note(dead);
    expect(this.#ended).toEqual(this.#latest);
    await this.#stop();
  }

  async #enqueue({ kind, key, delayMs }: Action & { do: 'enqueue' }): Promise<void> {
    const version = ++this.#versions;
    const runAt = new Date(this.#engine.now().getTime() + delayMs);
    const job: Job = { kind, key, payload: { previewId: `${key}#${version}` }, runAt };
    this.#latest.set(`${kind} ${key}`, version);
    await enqueue(this.#engine, this.#queue, job);
  }

  #end(job: RunningJob | undefined, error: unknown): void {
    if (!job) return;
    if (error === undefined) {
      job.finish();
      this.#note(job);
    } else job.fail(error);
  }

  #note(job: { kind: string; payload: unknown }): void {
    const { lane, version } = identify(job);
    this.#ended.set(lane, Math.max(version, this.#ended.get(lane) ?? 0));
  }

  async #restart(): Promise<void> {
    await this.#stop();
    this.#work = new ControlledWork();
    this.#checked = 0;
    this.#queue = this.#engine.restarted();
    await this.begin();
  }

  async #stop(): Promise<void> {
    const stopping = this.#queue.stop(0);
    await this.#engine.advance(0);
    await stopping;
  }

  #check(): void {
    const keys = [...this.#work.running].map((job) => identify(job).key);
    expect(new Set(keys).size, 'jobs of one key side by side').toBe(keys.length);
    expect(keys.length, 'jobs at once').toBeLessThanOrEqual(2);
    for (const job of this.#work.begun.slice(this.#checked)) {
      const { lane, version } = identify(job);
      expect(version, 'an outdated payload was run').toBe(this.#latest.get(lane));
    }
    this.#checked = this.#work.begun.length;
  }
}

describe('the queue, whatever happens', () => {
  it('never runs two jobs of one key at once, runs the latest payload, and loses none', async () => {
    await fc.assert(
      fc.asyncProperty(actions, async (sequence) => {
        const engine = await makeSqliteQueue({ concurrency: 2 });
        const play = new Play(engine);
        await play.begin();
        for (const action of sequence) await play.act(action);
        await play.finish();
        await engine.close();
      }),
      { numRuns: 60 },
    );
  });
});
