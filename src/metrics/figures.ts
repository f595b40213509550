import { statfs } from 'node:fs/promises';
import { jobFigures } from '../jobs/job-figures.ts';
import type { Database } from '../store/database.ts';
import { countPreviews } from '../store/preview-figures.ts';
import type { Instruments } from './instruments.ts';

export interface FigureSource {
  database: Database;
  dataDir: string;
  now: () => Date;
}

/**
 * Makes what sets the gauges that are not counted as things happen, but stand in the database or on the disk. Where
 * that cannot be read it rejects, and leaves them out: absent is better than old.
 */
export function createFigures(instruments: Instruments, source: FigureSource): () => Promise<void> {
  const { jobs, oldestDueJob, previews, freeBytes } = instruments;

  function clear(): void {
    for (const gauge of [jobs, oldestDueJob, previews]) gauge.reset();
    freeBytes.remove();
  }

  return async () => {
    const now = source.now();
    const figures = await read(source, now).catch((error: unknown) => {
      clear();
      throw error;
    });
    clear();
    for (const { kind, status, count } of figures.counts) jobs.set({ kind, state: status }, count);
    for (const { kind, since } of figures.oldestDue) {
      oldestDueJob.set({ kind }, (now.getTime() - since.getTime()) / 1000);
    }
    for (const { state, count } of figures.previews) previews.set({ state: state }, count);
    freeBytes.set(figures.freeBytes);
  };
}

async function read({ database, dataDir }: FigureSource, now: Date) {
  const { bavail, bsize } = await statfs(dataDir);
  return {
    ...(await jobFigures(database.db, now)),
    previews: await countPreviews(database.db),
    freeBytes: bavail * bsize,
  };
}
