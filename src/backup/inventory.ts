import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { BackupError } from './errors.ts';

export const INVENTORY_FILE = 'manifest.json';

/** Nothing else is ever written outside of the backup's folder, whatever an inventory says. */
const FILE = /^(buildrunner\.db|vault\.key|settings\/[A-Za-z0-9]+\.json)$/;

const inventorySchema = z.object({
  format: z.literal(1),
  /** Of the BuildRunner that made it. */
  version: z.string(),
  createdAt: z.iso.datetime(),
  /** Ids of the keys that its credentials are sealed with. */
  sealedWithKeys: z.array(z.string()),
  /** By path. */
  files: z.record(z.string().regex(FILE), z.object({ bytes: z.int(), sha256: z.string() })),
});

/** What a backup holds, kept in it as `manifest.json`. */
export type Inventory = z.infer<typeof inventorySchema>;

/** Size and hash of some files of a folder. */
export async function measureFiles(folder: string, paths: readonly string[]): Promise<Inventory['files']> {
  const files: Inventory['files'] = {};
  for (const path of paths) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(join(folder, path)), hash);
    files[path] = { bytes: (await stat(join(folder, path))).size, sha256: hash.digest('hex') };
  }
  return files;
}

/** Reads a backup's inventory and holds its files to it. Throws `BackupError`, naming the first that differs. */
export async function verifiedInventory(folder: string): Promise<Inventory> {
  const inventory = await readInventory(join(folder, INVENTORY_FILE));
  for (const [path, expected] of Object.entries(inventory.files)) {
    const found = await measureFiles(folder, [path]).catch((error: unknown) => {
      throw new BackupError(`${join(folder, path)} cannot be read: ${describe(error)}. ${USE_ANOTHER}`);
    });
    if (found[path]?.sha256 !== expected.sha256) {
      throw new BackupError(
        `${join(folder, path)} is not what was backed up: its hash differs. ${USE_ANOTHER}`,
      );
    }
  }
  return inventory;
}

const USE_ANOTHER = 'Nothing was restored; use another backup.';

async function readInventory(path: string): Promise<Inventory> {
  try {
    return inventorySchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    const problem = error instanceof z.ZodError ? z.prettifyError(error) : describe(error);
    throw new BackupError(`${path} is not a backup's manifest: ${problem}. ${USE_ANOTHER}`);
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
