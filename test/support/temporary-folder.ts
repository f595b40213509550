import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A fresh folder that nobody else uses. */
export function temporaryFolder(name: string): Promise<string> {
  return mkdtemp(join(tmpdir(), `buildrunner-${name}-`));
}
