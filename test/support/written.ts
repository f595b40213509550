import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { secretForms } from '../../src/security/secret-forms.ts';

/** Something that was written down somewhere, and where. */
export interface Written {
  where: string;
  content: string;
}

/** Every file of a folder, byte for byte. */
export async function filesIn(folder: string): Promise<Written[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return Promise.all(files.map(async (where) => ({ where, content: await readFile(where, 'latin1') })));
}

/** Every value of every table, blobs as what they hold: what a page of the file may have cut in two is whole here. */
export function dumpOf(path: string): Written[] {
  const database = new DatabaseSync(path, { readOnly: true });
  const tables = database.prepare(`select name from sqlite_schema where type = 'table'`).all();
  const dump = tables.map(({ name }) => ({
    where: `table ${name}`,
    content: database.prepare(`select * from "${name}"`).all().map(textOf).join('\n'),
  }));
  database.close();
  return dump;
}

function textOf(row: Record<string, unknown>): string {
  const values = Object.values(row);
  return values
    .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value)))
    .join('\t');
}

/** Where any of these secrets stands, in any of its spellings: plain, in a URL, in JSON, in base64. */
export function traces(secrets: Readonly<Record<string, string>>, written: readonly Written[]): string[] {
  return Object.entries(secrets).flatMap(([name, secret]) => {
    const forms = secretForms(secret);
    if (forms.length === 0) throw new Error(`${name} is too short to be looked for.`);
    return written
      .filter(({ content }) => forms.some((form) => content.includes(form)))
      .map(({ where }) => `${name} in ${where}`);
  });
}
