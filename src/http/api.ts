import { Router } from 'express';
import type { Database } from '../store/database.ts';
import { listPreviews } from '../store/previews.ts';
import { listRecentDeliveries } from '../store/webhook-deliveries.ts';
import { auditEvents } from './audit-api.ts';
import { bearer } from './bearer.ts';
import { type SyncApiOptions, syncRoutes } from './sync-api.ts';

export interface ApiOptions extends SyncApiOptions {
  /** Bearer token; without one the API is closed. */
  token: string | undefined;
  database: Database;
}

const LIMIT = 100;

/** `GET /api/…`: what is known, newest first. Credentials appear by name only. Beside it, the sync. */
export function apiRoutes({ token, database, settings, runs }: ApiOptions): Router {
  const router = Router();
  router.use('/api', bearer(token, 'The API'));
  router.use(syncRoutes({ settings, runs }));

  router.get('/api/integrations', async (_request, response) => {
    const documents = await everyWorkspace((workspaceId) => settings.read(workspaceId));
    const integrations = documents.flatMap(([workspace, { integrations }]) =>
      integrations.map(({ credentials, webhook, ...rest }) => ({
        workspace,
        ...rest,
        credentials: Object.keys(credentials),
        webhook: webhook && { url: webhook.url, externalId: webhook.externalId },
      })),
    );
    response.json({ integrations });
  });

  router.get('/api/previews', async (_request, response) => {
    const found = await everyWorkspace((id) => listPreviews(database.db, id, { limit: LIMIT }));
    response.json({ previews: found.flatMap(([, previews]) => previews) });
  });

  router.get('/api/deliveries', async (_request, response) => {
    const found = await everyWorkspace((id) => listRecentDeliveries(database.db, id, { limit: LIMIT }));
    response.json({ deliveries: found.flatMap(([, deliveries]) => deliveries) });
  });

  router.get('/api/audit/events', auditEvents(database));

  async function everyWorkspace<T>(read: (workspaceId: string) => Promise<T>): Promise<[string, T][]> {
    const ids = await settings.workspaces();
    return Promise.all(ids.map(async (id): Promise<[string, T]> => [id, await read(id)]));
  }
  return router;
}
