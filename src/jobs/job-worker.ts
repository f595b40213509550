import { AsyncLocalStorage } from 'node:async_hooks';
import type { Database } from '../store/database.ts';
import type { JobRow } from '../store/schema.ts';
import type { Timers } from '../timing/timers.ts';
import { claimJobs, nextDue } from './claim.ts';
import type { DeadJob, JobHandlers } from './job.ts';
import { asDeadJob, type Fate, isSuperseded, jobsWithStatus, settleJob, type Verdict } from './job-table.ts';
import { MAX_ATTEMPTS, planRetry } from './retry.ts';
import { errorText, runJob } from './run-job.ts';
import { type Patience, Slots } from './slots.ts';
import { traceOf } from './traced-queue.ts';

/** The wall clock may jump and timers do not notice, so that none is trusted for longer. */
const LONGEST_TIMER_MS = 60_000;
/** How long to leave a failing database alone. */
const DATABASE_RETRY_MS = 1_000;

/** The part of a pino logger that is used. */
export interface JobLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface JobWorkerOptions {
  database: Database;
  now: () => Date;
  timers: Timers;
  jitter: () => number;
  /** How many jobs run at once. */
  concurrency: number;
  /** When a job gives its slot up; absent: when it ends. */
  patience: Patience | undefined;
  log: JobLog;
  onDead: (job: DeadJob) => void | Promise<void>;
}

interface FinishedRun {
  job: JobRow;
  verdict: Verdict;
  durationMs: number;
}

/**
 * Runs the jobs of the table. All its writing is done by one loop: each round, one transaction, settles what has
 * finished and claims what is due, so that under load many jobs share one sync to disk.
 */
export class JobWorker {
  readonly #options: JobWorkerOptions;
  readonly #handlers: JobHandlers;
  readonly #abort = new AbortController();
  /** Jobs belong to nobody's request, whoever's commit it was that woke the worker. */
  readonly #inOwnContext = AsyncLocalStorage.snapshot();
  /** Those whose handler is at work. */
  readonly #slots: Slots;
  /** Those whose outcome is not yet in the database. */
  readonly #finished: FinishedRun[] = [];
  readonly #idle = Promise.withResolvers<void>();
  #timer: unknown;
  #looping = false;
  #woken = false;
  #stopping = false;

  constructor(options: JobWorkerOptions, handlers: JobHandlers) {
    this.#options = options;
    this.#handlers = handlers;
    this.#slots = new Slots({ ...options, onFreed: () => this.wake() });
  }

  /** Puts back in line what the last process was running when it ended, and begins. */
  async start(): Promise<void> {
    const { database, now } = this.#options;
    for (const job of await jobsWithStatus(database.db, 'running')) {
      const lastError = `the process ended during try ${job.attempts}`;
      const verdict: Verdict =
        job.attempts < MAX_ATTEMPTS
          ? { fate: 'retry', at: now(), spendsAttempt: true, lastError }
          : { fate: 'dead', lastError };
      if (verdict.fate === 'dead') await this.#mourn(job, lastError);
      this.#finished.push({ job, verdict, durationMs: 0 });
    }
    this.wake();
  }

  /** Looks for work soon. Cheap; may be called at any time. */
  wake(): void {
    this.#woken = true;
    if (this.#looping) return;
    this.#looping = true;
    this.#inOwnContext(() => void this.#loop());
  }

  /** See `Queue.stop`. */
  async stop(graceMs: number): Promise<void> {
    this.#stopping = true;
    this.wake();
    const { timers } = this.#options;
    const grace = Promise.withResolvers<void>();
    const timer = timers.setTimeout(grace.resolve, graceMs);
    await Promise.race([this.#idle.promise, grace.promise]);
    timers.clearTimeout(timer);
    this.#abort.abort();
    for (const job of this.#slots.clear()) this.#putBack(job);
    this.wake();
    await this.#idle.promise;
  }

  async #loop(): Promise<void> {
    try {
      while (this.#woken) {
        this.#woken = false;
        await this.#round();
      }
    } catch (error) {
      const { log } = this.#options;
      log.error({ err: error }, 'job queue cannot use its database');
      // What is not settled is found as running by the next process.
      if (this.#stopping) this.#idle.resolve();
      else this.#wakeIn(DATABASE_RETRY_MS);
    } finally {
      this.#looping = false;
    }
  }

  async #round(): Promise<void> {
    const { database, now } = this.#options;
    const finished = [...this.#finished];
    const fates: Fate[] = [];
    const claimed: JobRow[] = [];
    let next: Date | undefined;
    await database.transaction(async (transaction) => {
      for (const { job, verdict } of finished) fates.push(await settleJob(transaction, job, verdict));
      if (this.#stopping) return;
      claimed.push(...(await claimJobs(transaction, this.#slots.free, now())));
      next = await nextDue(transaction, now());
    });
    this.#finished.splice(0, finished.length);
    finished.forEach((run, i) => {
      this.#report(run, fates[i]);
    });
    for (const job of claimed) this.#begin(job);
    this.#options.timers.clearTimeout(this.#timer);
    if (next) this.#wakeIn(next.getTime() - now().getTime());
    if (this.#stopping && this.#slots.size + this.#finished.length === 0) this.#idle.resolve();
  }

  #begin(job: JobRow): void {
    if (this.#abort.signal.aborted) this.#putBack(job);
    else void this.#execute(job);
  }

  /** It was cut off for no fault of its own. */
  #putBack(job: JobRow): void {
    const at = this.#options.now();
    const verdict: Verdict = { fate: 'retry', at, spendsAttempt: false, lastError: job.last_error };
    this.#finished.push({ job, verdict, durationMs: 0 });
    this.wake();
  }

  async #execute(job: JobRow): Promise<void> {
    const { now } = this.#options;
    const startedAt = now().getTime();
    this.#slots.take(job);
    const verdict = await runJob(job, this.#handlers, this.#abort.signal).then(
      (): Verdict => ({ fate: 'done' }),
      (error: unknown) => this.#judge(job, error),
    );
    // Gone where `stop` has lost patience: then it is in line again.
    if (!this.#slots.leave(job.id)) return;
    this.#finished.push({ job, verdict, durationMs: now().getTime() - startedAt });
    this.wake();
  }

  async #judge(job: JobRow, error: unknown): Promise<Verdict> {
    const { database, now, jitter } = this.#options;
    const createdAt = new Date(job.created_at);
    const plan = planRetry(error, job.attempts, { now: now(), createdAt, jitter });
    const lastError = errorText(error);
    if (plan.verdict === 'retry') return { fate: 'retry', ...plan, lastError };
    // Where the database is in trouble nobody knows; the verdict then waits until it can be written.
    if (await isSuperseded(database.db, job).catch(() => false)) return { fate: 'superseded' };
    await this.#mourn(job, lastError);
    return { fate: 'dead', lastError };
  }

  /** Before the death is written: where the process ends in between, the next one finds it running and comes here. */
  async #mourn(job: JobRow, lastError: string): Promise<void> {
    const { log, onDead } = this.#options;
    try {
      await onDead(asDeadJob(job, lastError));
    } catch (error) {
      log.error(
        { err: error, jobId: job.id, kind: job.kind, key: job.key },
        'nobody could be told of a dead job',
      );
    }
  }

  #wakeIn(ms: number): void {
    const { timers } = this.#options;
    timers.clearTimeout(this.#timer);
    this.#timer = timers.setTimeout(() => this.wake(), Math.min(Math.max(ms, 0), LONGEST_TIMER_MS));
  }

  #report({ job, verdict, durationMs }: FinishedRun, fate: Fate | undefined): void {
    const { log } = this.#options;
    const { id: jobId, kind, key, attempts: attempt } = job;
    const fields = { jobId, kind, key, attempt, durationMs, ...traceOf(JSON.parse(job.payload)) };
    const reason = 'lastError' in verdict ? { reason: verdict.lastError } : {};
    if (fate === 'dead') log.error({ ...fields, ...reason }, 'job dead');
    else if (verdict.fate === 'retry' && fate === 'retry')
      log.warn({ ...fields, ...reason, retryAt: verdict.at }, 'job to be tried again');
    else if (fate === 'superseded') log.info({ ...fields, ...reason }, 'job superseded by a later one');
    else log.info(fields, 'job done');
  }
}
