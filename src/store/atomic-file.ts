import { copyFile, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Puts `content` in the place of a file in such a way that, whenever the machine stops, the file is found either
 * as it was or as it is now, and durable once this has resolved. One call at a time for one path. `mode` defaults
 * to readable by the owner alone. Where it fails, the file is as it was.
 */
export async function replaceFile(path: string, content: string, mode = 0o600): Promise<void> {
  // In the same folder, as a rename does not cross file systems. The same name each time, so that what a crash
  // left is overwritten by the next try.
  const temporary = join(dirname(path), `.${basename(path)}.tmp`);
  try {
    await writeDurably(temporary, content, mode);
    await rename(temporary, path);
  } catch (error) {
    // That this fails too is no news, and would hide why.
    await rm(temporary, { force: true }).catch(() => {});
    throw error;
  }
  await syncFolder(dirname(path));
}

async function writeDurably(path: string, content: string, mode: number): Promise<void> {
  const file = await open(path, 'w', mode);
  try {
    // A leftover keeps the mode it was made with.
    await file.chmod(mode);
    await file.writeFile(content, 'utf8');
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Copies a file, for its owner alone; durable once this has resolved. */
export async function copyDurably(from: string, to: string): Promise<void> {
  await copyFile(from, to);
  const file = await open(to, 'r+');
  try {
    await file.chmod(0o600);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A rename is durable only with its folder. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
