import type { Actor, Gate } from '../governance/gate.ts';
import type { Connections } from '../integrations/connections.ts';
import type { Database, Executor } from '../store/database.ts';
import { findMicrostep } from '../store/microsteps.ts';
import type { MicrostepRow } from '../store/plan-schema.ts';
import { listPreviews, previewHistory, previewsAtOrigin, previewsOfMicrostep } from '../store/previews.ts';
import type { PreviewHistoryRow, PreviewRow } from '../store/schema.ts';
import { type BuildLog, readBuildLog, readWholeBuildLog } from './build-log.ts';
import { mustFind } from './requests.ts';

/** How many previews of one host are looked at. Most vendors give each a host of its own. */
const MOST_AT_A_HOST = 100;

const NEVER_STARTED: BuildLog = { lines: [], started: false, truncated: false, lineCount: 0 };

export interface PreviewDetails {
  preview: PreviewRow;
  history: PreviewHistoryRow[];
  microstep: MicrostepRow | undefined;
}

export interface PreviewQueries {
  /** Newest first. */
  list(actor: Actor, limit: number): Promise<PreviewRow[]>;
  /** Newest first: those of its branch, and those deployed for it. */
  ofMicrostep(actor: Actor, microstep: MicrostepRow, limit: number): Promise<PreviewRow[]>;
  /** With every state it went through, oldest first, and what it was deployed for. Throws `Refusal`. */
  get(actor: Actor, previewId: string): Promise<PreviewDetails>;
  /**
   * The previews that URLs lead to, by URL: the newest of those that are at the URL's host. Nothing is asked of it, or of
   * anybody else. Throws `Refusal`.
   */
  atUrls(actor: Actor, urls: readonly string[]): Promise<Map<string, PreviewRow>>;
  /** Asks the vendor. Throws `ProviderError` or `Refusal`. */
  buildLog(actor: Actor, previewId: string): Promise<{ preview: PreviewRow; log: BuildLog }>;
  /** The same, with all of the log; empty where the build never started. */
  wholeBuildLog(actor: Actor, previewId: string): Promise<{ preview: PreviewRow; lines: string[] }>;
}

export function createPreviewQueries(options: {
  database: Database;
  connections: Connections;
  gate: Gate;
}): PreviewQueries {
  const { database, connections, gate } = options;
  return {
    async list(actor, limit) {
      await gate.require(actor, 'preview.read');
      return listPreviews(database.db, actor.workspaceId, { limit });
    },

    async get(actor, previewId) {
      await gate.require(actor, 'preview.read');
      const preview = await mustFind(database.db, actor, previewId);
      const { microstep_id: microstepId } = preview;
      const microstep = microstepId === null ? undefined : await findMicrostep(database.db, microstepId);
      return { preview, history: await previewHistory(database.db, preview.id), microstep };
    },

    async ofMicrostep(actor, microstep, limit) {
      await gate.require(actor, 'preview.read');
      if (microstep.workspace_id !== actor.workspaceId) return [];
      return previewsOfMicrostep(database.db, microstep, limit);
    },

    async atUrls(actor, urls) {
      await gate.require(actor, 'preview.read');
      const found = new Map<string, PreviewRow>();
      for (const url of urls) {
        const preview = await previewAt(database.db, actor.workspaceId, url);
        if (preview) found.set(url, preview);
      }
      return found;
    },

    async buildLog(actor, previewId) {
      await gate.require(actor, 'preview.read');
      const preview = await mustFind(database.db, actor, previewId);
      const { external_id: externalId } = preview;
      if (externalId === null) return { preview, log: NEVER_STARTED };
      return { preview, log: await readBuildLog(connections, preview, externalId) };
    },

    async wholeBuildLog(actor, previewId) {
      await gate.require(actor, 'preview.read');
      const preview = await mustFind(database.db, actor, previewId);
      const { external_id: externalId } = preview;
      const lines = externalId === null ? [] : await readWholeBuildLog(connections, preview, externalId);
      return { preview, lines };
    },
  };
}

async function previewAt(
  executor: Executor,
  workspaceId: string,
  address: string,
): Promise<PreviewRow | undefined> {
  const url = URL.parse(address);
  if (!url) return undefined;
  const candidates = await previewsAtOrigin(executor, workspaceId, url.origin, MOST_AT_A_HOST);
  return candidates.find((preview) => isWithin(url, preview.url ?? ''));
}

/** Whether a page belongs to what is at `root`. */
function isWithin(page: URL, root: string): boolean {
  const { origin, pathname } = new URL(root);
  const folder = pathname.endsWith('/') ? pathname : `${pathname}/`;
  return page.origin === origin && `${page.pathname}/`.startsWith(folder);
}
