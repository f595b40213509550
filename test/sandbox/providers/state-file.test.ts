import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openStateFile } from '../../../src/sandbox/providers/state-file.ts';

describe('the state file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'state-file-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const schema = z.object({ count: z.number() });
  const open = (path?: string) => openStateFile(path, (value) => schema.parse(value));

  it('gives back what was saved, in a folder it makes, for its owner alone', async () => {
    const path = join(folder, 'deep', 'state.json');
    expect(open(path).read()).toBeUndefined();
    await open(path).save({ count: 3 });
    expect(open(path).read()).toEqual({ count: 3 });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder, 'deep'))).toEqual(['state.json']);
  });

  it('holds, when a save resolves, at least what was there when it was asked for', async () => {
    const path = join(folder, 'state.json');
    const file = open(path);
    const state = { count: 0 };
    const saves = Array.from({ length: 50 }, async () => {
      state.count += 1;
      const asked = state.count;
      await file.save(state);
      expect(JSON.parse(await readFile(path, 'utf8')).count).toBeGreaterThanOrEqual(asked);
    });
    await Promise.all(saves);
    await file.settled();
    expect(file.read()).toEqual({ count: 50 });
  });

  it('says which file to delete where it cannot be read', async () => {
    const path = join(folder, 'state.json');
    await writeFile(path, '{"count": "many"}');
    expect(() => open(path).read()).toThrow(`${path} does not hold a sandbox state`);
  });

  it('fails a save that cannot be written, and the next one tries again', async () => {
    const path = join(folder, 'taken', 'state.json');
    await writeFile(join(folder, 'taken'), '');
    const file = open(path);
    await expect(file.save({ count: 1 })).rejects.toThrow();
    await rm(join(folder, 'taken'));
    await file.save({ count: 2 });
    expect(file.read()).toEqual({ count: 2 });
  });

  it('keeps nothing without a path', async () => {
    const file = open();
    await file.save({ count: 1 });
    expect(file.read()).toBeUndefined();
  });
});
