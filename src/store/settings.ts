import { Low } from 'lowdb';
import { StoreError } from './errors.ts';
import { describeIssues, SettingsFile } from './settings-file.ts';
import { settingsFiles, settingsPath } from './settings-folder.ts';
import { emptySettings, type Settings, settingsSchema } from './settings-schema.ts';

/** The settings of every workspace. Throws `StoreError` where a document cannot be read or written. */
export interface SettingsStore {
  /** The ids of the workspaces that have settings, sorted. */
  workspaces(): Promise<string[]>;
  /** Frozen, read from memory after the first time; empty settings where there are none yet. */
  read(workspaceId: string): Promise<Readonly<Settings>>;
  /**
   * Changes a workspace's settings: one `change` after another, each on a copy of what the last one left. Resolves
   * to what `change` gave once that is durable. Where `change` throws or leaves something invalid, nothing
   * happens.
   */
  update<T>(workspaceId: string, change: (draft: Settings) => T): Promise<T>;
  /** Calls `listener` after each update. Returns how to stop that. */
  onChange(listener: (workspaceId: string) => void): () => void;
}

/** Settings in one JSON file a workspace, in `directory`, which is made at the first update. */
export function openSettings({ directory }: { directory: string }): SettingsStore {
  const documents = new Map<string, Promise<Low<Settings>>>();
  const lastUpdates = new Map<string, Promise<unknown>>();
  const listeners = new Set<(workspaceId: string) => void>();

  function document(workspaceId: string): Promise<Low<Settings>> {
    const known = documents.get(workspaceId);
    if (known) return known;
    const loading = load(directory, workspaceId);
    documents.set(workspaceId, loading);
    // A file that was unreadable may have been mended by the next time.
    loading.catch(() => documents.delete(workspaceId));
    return loading;
  }

  async function apply<T>(workspaceId: string, change: (draft: Settings) => T): Promise<T> {
    const low = await document(workspaceId);
    // From the file once more: what a person edited there meanwhile is neither lost nor, if damaged, overwritten.
    await readFrozen(low);
    const draft = structuredClone(low.data);
    const result = change(draft);
    const settings = validated(draft, workspaceId);
    await low.adapter.write(settings);
    low.data = deepFreeze(settings);
    for (const listener of listeners) queueMicrotask(() => listener(workspaceId));
    return result;
  }

  return {
    workspaces: async () => (await settingsFiles(directory)).map(({ workspaceId }) => workspaceId),
    read: async (workspaceId) => (await document(workspaceId)).data,

    update(workspaceId, change) {
      const previous = lastUpdates.get(workspaceId) ?? Promise.resolve();
      const update = previous.then(() => apply(workspaceId, change));
      lastUpdates.set(
        workspaceId,
        update.catch(() => {}),
      );
      return update;
    },

    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

async function load(directory: string, workspaceId: string): Promise<Low<Settings>> {
  const file = new SettingsFile(settingsPath(directory, workspaceId));
  const low = new Low<Settings>(file, emptySettings());
  await readFrozen(low);
  return low;
}

/** Where there is no file, what is in memory stays. */
async function readFrozen(low: Low<Settings>): Promise<void> {
  await low.read();
  deepFreeze(low.data);
}

function validated(draft: Settings, workspaceId: string): Settings {
  const result = settingsSchema.safeParse(draft);
  if (result.success) return result.data;
  const problem = `the change was refused: ${describeIssues(result.error)}.`;
  throw new StoreError(
    'invalid',
    `settings of ${workspaceId}`,
    problem,
    'Nothing was written.',
    result.error,
  );
}

function deepFreeze<T extends object>(value: T): T {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) deepFreeze(part);
  return Object.freeze(value);
}
