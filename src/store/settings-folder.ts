import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreError } from './errors.ts';
import { LAST_GOOD_ENDING } from './settings-file.ts';

/** Slack's workspace and enterprise ids; anything else might name a file elsewhere. */
const WORKSPACE_ID = /^[A-Z0-9]+$/i;
const FILE_ENDING = '.json';

/** The settings document of a workspace. Throws `TypeError` for what is no workspace id. */
export function settingsPath(directory: string, workspaceId: string): string {
  if (WORKSPACE_ID.test(workspaceId)) return join(directory, workspaceId + FILE_ENDING);
  throw new TypeError(`Not a workspace id: ${JSON.stringify(workspaceId)}`);
}

/**
 * The workspaces that have a document, sorted, and its path. A last good copy alone counts: its document should be
 * there. Throws `StoreError` where the folder cannot be listed.
 */
export async function settingsFiles(directory: string): Promise<{ workspaceId: string; path: string }[]> {
  const ids = (await names(directory))
    .map((name) => (name.endsWith(LAST_GOOD_ENDING) ? name.slice(0, -LAST_GOOD_ENDING.length) : name))
    .filter((name) => name.endsWith(FILE_ENDING))
    .map((name) => name.slice(0, -FILE_ENDING.length))
    .filter((id) => WORKSPACE_ID.test(id));
  const sorted = [...new Set(ids)].sort();
  return sorted.map((workspaceId) => ({ workspaceId, path: settingsPath(directory, workspaceId) }));
}

async function names(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    const problem = `cannot be listed: ${error instanceof Error ? error.message : error}.`;
    throw new StoreError('unusable', directory, problem, 'Check that it belongs to this user.', error);
  }
}
