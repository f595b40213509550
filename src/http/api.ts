import { type RequestHandler, Router } from 'express';
import { constantTimeEqual } from '../security/signatures.ts';
import type { Database } from '../store/database.ts';
import { listPreviews } from '../store/previews.ts';
import type { SettingsStore } from '../store/settings.ts';
import { listRecentDeliveries } from '../store/webhook-deliveries.ts';
import { auditEvents } from './audit-api.ts';

export interface ApiOptions {
  /** Bearer token; without one the API is closed. */
  token: string | undefined;
  database: Database;
  settings: SettingsStore;
}

const LIMIT = 100;

/** `GET /api/…`: what is known, read-only, newest first. Credentials appear by name only. */
export function apiRoutes({ token, database, settings }: ApiOptions): Router {
  const router = Router();
  router.use('/api', bearer(token));

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

function bearer(token: string | undefined): RequestHandler {
  return (request, response, next) => {
    if (token === undefined) {
      response.status(403).json({ error: 'The API is closed. Set BUILDRUNNER_API_TOKEN to open it.' });
      return;
    }
    const [, given = ''] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? [];
    if (constantTimeEqual(given, token)) return next();
    response.status(401).json({ error: 'Send the header authorization: Bearer <BUILDRUNNER_API_TOKEN>.' });
  };
}
