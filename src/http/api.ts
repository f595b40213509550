import { type RequestHandler, Router } from 'express';
import type { Action } from '../governance/actions.ts';
import type { Audit } from '../governance/audit.ts';
import { decide } from '../governance/decide.ts';
import type { Database } from '../store/database.ts';
import { listPreviews } from '../store/previews.ts';
import type { SettingsStore } from '../store/settings.ts';
import { listRecentDeliveries } from '../store/webhook-deliveries.ts';
import { auditEvents } from './audit-api.ts';
import { bearer } from './bearer.ts';
import { type DeadLettersApiOptions, deadLetterRoutes } from './dead-letters-api.ts';
import { type DeliveriesApiOptions, deliveryRoutes } from './deliveries-api.ts';
import { type SyncApiOptions, syncRoutes } from './sync-api.ts';

export interface ApiOptions extends SyncApiOptions, DeliveriesApiOptions, DeadLettersApiOptions {
  /** Bearer token; without one the API is closed. */
  token: string | undefined;
  audit: Audit;
  database: Database;
  settings: SettingsStore;
}

const LIMIT = 100;

/** `GET /api/…`: what is known, newest first. Credentials appear by name only. Beside it, the sync, replays and dead letters. */
export function apiRoutes(options: ApiOptions): Router {
  const { token, policy, audit, database, settings } = options;
  const router = Router();
  router.use('/api', bearer(token, 'The API'));
  router.use(syncRoutes(options));
  router.use(deliveryRoutes(options));
  router.use(deadLetterRoutes(options));

  router.get('/api/integrations', may('integration.read'), async (_request, response) => {
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

  router.get('/api/previews', may('preview.read'), async (_request, response) => {
    const found = await everyWorkspace((id) => listPreviews(database.db, id, { limit: LIMIT }));
    response.json({ previews: found.flatMap(([, previews]) => previews) });
  });

  router.get('/api/deliveries', may('delivery.read'), async (_request, response) => {
    const found = await everyWorkspace((id) => listRecentDeliveries(database.db, id, { limit: LIMIT }));
    response.json({ deliveries: found.flatMap(([, deliveries]) => deliveries) });
  });

  router.get('/api/audit/events', may('audit.read'), auditEvents(database));

  /** Whoever holds the token has the role that the policy gives to the API. */
  function may(action: Action): RequestHandler {
    return async (_request, response, next) => {
      const { api: role } = policy().roles;
      const { allowed, rule, reason } = decide(policy(), action, { role });
      if (allowed) return next();
      const payload = { asked: action, role, rule };
      const workspaces = await settings.workspaces();
      await audit.record(
        database.db,
        ...workspaces.map((workspaceId) => ({ workspaceId, actor: 'api', action: 'policy.denied', payload })),
      );
      response.status(403).json({ error: reason, rule });
    };
  }

  async function everyWorkspace<T>(read: (workspaceId: string) => Promise<T>): Promise<[string, T][]> {
    const ids = await settings.workspaces();
    return Promise.all(ids.map(async (id): Promise<[string, T]> => [id, await read(id)]));
  }
  return router;
}
