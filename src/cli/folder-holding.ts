import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sandboxDataDir } from '../config/sandbox-config.ts';

/** The folder that holds a file: `dataDir`, where a bot of its own keeps it, or else that of the sandbox. */
export function folderHolding(file: string, dataDir: string): string | undefined {
  return [dataDir, sandboxDataDir(dataDir)].find((folder) => existsSync(join(folder, file)));
}
