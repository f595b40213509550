import { access, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Adapter } from 'lowdb';
import { z } from 'zod';
import { replaceFile } from './atomic-file.ts';
import { StoreError } from './errors.ts';
import { type Settings, settingsSchema } from './settings-schema.ts';

export const LAST_GOOD_ENDING = '.last-good';

/**
 * Keeps one settings document in a JSON file, and beside it, as `<file>.last-good`, the one before. What cannot
 * be read is a `StoreError` that names both; it is never taken for an empty document.
 */
export class SettingsFile implements Adapter<Settings> {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  get lastGoodPath(): string {
    return this.path + LAST_GOOD_ENDING;
  }

  /** Null where there never was a file. One that is gone, but left its last good copy behind, is damage. */
  async read(): Promise<Settings | null> {
    const text = await this.#text(this.path);
    if (text !== null) return this.#parse(text);
    if ((await this.#text(this.lastGoodPath)) === null) return null;
    throw new StoreError('corrupt', this.path, 'is gone.', await this.#wayBack());
  }

  /** The text of the last good copy, found good once more; null where there is none. */
  async readLastGood(): Promise<string | null> {
    const text = await this.#text(this.lastGoodPath);
    if (text !== null) await new SettingsFile(this.lastGoodPath).read();
    return text;
  }

  /** What is there was read, and so found good, just before. */
  async write(settings: Settings): Promise<void> {
    try {
      await mkdir(dirname(this.path), { recursive: true, mode: 0o700 });
      const present = await this.#text(this.path);
      if (present !== null) await replaceFile(this.lastGoodPath, present);
      await replaceFile(this.path, `${JSON.stringify(settings, null, 2)}\n`);
    } catch (error) {
      throw this.#unusable('written', error);
    }
  }

  async #text(path: string): Promise<string | null> {
    try {
      return await readFile(path, 'utf8');
    } catch (error) {
      if (isMissing(error)) return null;
      throw this.#unusable('read', error);
    }
  }

  async #parse(text: string): Promise<Settings> {
    const result = parseSettings(text);
    if (result.ok) return result.settings;
    if (result.isLater) throw new StoreError('newer', this.path, `${result.problem}.`, LATER);
    throw new StoreError('corrupt', this.path, `${result.problem}.`, await this.#wayBack());
  }

  async #wayBack(): Promise<string> {
    const { lastGoodPath } = this;
    const exists = await access(lastGoodPath).then(
      () => true,
      () => false,
    );
    if (!exists) return 'Mend the file or put a backup in its place; there is no last good copy.';
    return `Mend the file, or go back to the last good copy, ${lastGoodPath}: npm start -- --last-good`;
  }

  #unusable(what: 'read' | 'written', error: unknown): StoreError {
    if (error instanceof StoreError) return error;
    const problem = error instanceof Error ? error.message : String(error);
    const advice = 'Check that its folder exists, has free space and belongs to this user.';
    return new StoreError('unusable', this.path, `cannot be ${what}: ${problem}.`, advice, error);
  }
}

const LATER = 'Start that version, or put a backup from before the upgrade in its place.';
const laterVersion = z.object({ version: z.number().gt(1) });

type Parsed = { ok: true; settings: Settings } | { ok: false; problem: string; isLater?: boolean };

function parseSettings(text: string): Parsed {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return {
      ok: false,
      problem: `is not valid JSON: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
  const result = settingsSchema.safeParse(json);
  if (result.success) return { ok: true, settings: result.data };
  const later = laterVersion.safeParse(json);
  if (later.success) {
    const problem = `was written by a later BuildRunner (version ${later.data.version})`;
    return { ok: false, problem, isLater: true };
  }
  return { ok: false, problem: `is not a settings document: ${describeIssues(result.error)}` };
}

/** One line: `projects[0].name: Invalid input: expected string, received number; …`. */
export function describeIssues(error: z.ZodError): string {
  return error.issues
    .map((issue) => `${z.core.toDotPath(issue.path) || 'document'}: ${issue.message}`)
    .join('; ');
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
