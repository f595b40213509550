import { rename } from 'node:fs/promises';
import { replaceFile } from './atomic-file.ts';
import { StoreError } from './errors.ts';
import { SettingsFile } from './settings-file.ts';
import { settingsFiles } from './settings-folder.ts';

export interface WentBack {
  /** The settings that are in force again as they were one change before. */
  file: string;
  /** Where what was damaged is kept; undefined where the file was gone altogether. */
  damaged: string | undefined;
  /** What was wrong with it. */
  problem: string;
}

/**
 * Puts the last good copy in the place of each settings document that cannot be read, and keeps what was there aside.
 * Throws `StoreError` where a copy cannot be read either; then that document is as it was.
 */
export async function goBackToLastGood(directory: string, now: Date): Promise<WentBack[]> {
  const done: WentBack[] = [];
  for (const { path } of await settingsFiles(directory)) {
    const file = new SettingsFile(path);
    const problem = await problemOf(file);
    if (!problem) continue;
    const copy = await file.readLastGood();
    if (copy === null) throw problem;
    const aside = `${path}.damaged-${now.toISOString().replaceAll(':', '-')}`;
    const damaged = await rename(path, aside).then(
      () => aside,
      () => undefined,
    );
    await replaceFile(path, copy);
    done.push({ file: path, damaged, problem: problem.message });
  }
  return done;
}

async function problemOf(file: SettingsFile): Promise<StoreError | undefined> {
  try {
    await file.read();
    return undefined;
  } catch (error) {
    if (error instanceof StoreError && error.code === 'corrupt') return error;
    throw error;
  }
}
