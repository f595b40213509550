import { mkdirSync, readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Where a pretend provider's world outlives the process. */
export interface StateFile<State> {
  /** What was kept, or undefined on the first run. Throws where the file does not hold what `parse` expects. */
  read(): State | undefined;
  /**
   * Resolves once `state`, as it is now or later, is safe on disk. Calls made while one is being written share
   * the next write, which takes the state as it is when that write begins.
   */
  save(state: State): Promise<void>;
  /** Resolves when nothing is being written any more. */
  settled(): Promise<void>;
}

/** Keeps a state in a JSON file that is replaced as a whole; without a path it is kept for this process alone. */
export function openStateFile<State>(
  path: string | undefined,
  parse: (value: unknown) => State,
): StateFile<State> {
  if (!path) {
    return { read: () => undefined, save: async () => {}, settled: async () => {} };
  }
  let writing: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | undefined;

  return {
    read() {
      const text = readIfThere(path);
      if (text === undefined) return undefined;
      try {
        return parse(JSON.parse(text));
      } catch (cause) {
        throw new Error(`${path} does not hold a sandbox state. Delete it to start afresh.`, { cause });
      }
    },
    save(state) {
      waiting ??= writing
        .catch(() => {})
        .then(() => {
          waiting = undefined;
          writing = replaceFile(path, JSON.stringify(state));
          return writing;
        });
      return waiting;
    },
    async settled() {
      await waiting?.catch(() => {});
      await writing.catch(() => {});
    },
  };
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** A reader sees the old text or the new one, also after a power cut: hence both calls of `sync`. */
async function replaceFile(path: string, text: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.tmp`;
  const file = await open(temporary, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  const directory = await open(dirname(path), 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
