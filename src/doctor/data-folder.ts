import { constants } from 'node:fs';
import { access, readdir, stat, statfs } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type Finding, fail, ok, problemOf, warn } from './finding.ts';

const MEGABYTE = 1024 * 1024;
/** A backup needs as much again as the data. */
const LITTLE_SPACE = 1024 * MEGABYTE;
const NO_SPACE = 100 * MEGABYTE;
const DATA = 'Data folder';

/** Who owns it, who may read it, and whether there is space. `uid` is the user BuildRunner runs as, where there are such. */
export async function checkDataFolder(dataDir: string, uid: number | undefined): Promise<Finding[]> {
  const folder = resolve(dataDir);
  try {
    const present = await nearestPresent(folder);
    const findings =
      present === folder ? await checkFiles(folder, uid) : [ok(DATA, `${folder} is made at the first start`)];
    await access(present, constants.R_OK | constants.W_OK);
    return [...findings, await checkSpace(present)];
  } catch (error) {
    const mend = `It must be a folder of the user BuildRunner runs as: chown -R <user> ${folder}`;
    return [fail(DATA, problemOf(error), mend)];
  }
}

async function nearestPresent(path: string): Promise<string> {
  try {
    await stat(path);
    return path;
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (isMissing && dirname(path) !== path) return nearestPresent(dirname(path));
    throw error;
  }
}

async function checkFiles(folder: string, uid: number | undefined): Promise<Finding[]> {
  const names = await readdir(folder);
  const paths = [folder, ...names.map((name) => join(folder, name))];
  const stats = await Promise.all(paths.map(async (path) => ({ path, ...(await stat(path)) })));
  // Root may use everybody's.
  const foreign = stats.find((file) => uid !== undefined && uid !== 0 && file.uid !== uid);
  const findings: Finding[] = [];
  if (foreign) {
    findings.push(fail(DATA, `${foreign.path} belongs to another user`, `chown -R ${uid} ${folder}`));
  }
  const [own] = stats;
  if (own && (own.mode & 0o077) !== 0) {
    findings.push(warn(DATA, `${folder} can be entered by other users`, `chmod 700 ${folder}`));
  }
  return findings.length > 0 ? findings : [ok(DATA, `${folder} is its owner’s alone`)];
}

async function checkSpace(path: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(path);
  const free = bavail * bsize;
  const text = `${Math.floor(free / MEGABYTE)} MB free`;
  const mend =
    'Make space: on a full disk deliveries are refused until there is some, and vendors give up in the end.';
  if (free < NO_SPACE) return fail('Disk', text, mend);
  return free < LITTLE_SPACE ? warn('Disk', text, mend) : ok('Disk', text);
}
