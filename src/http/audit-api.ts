import type { RequestHandler } from 'express';
import { z } from 'zod';
import { auditPage } from '../governance/audit-queries.ts';
import { Refusal } from '../governance/gate.ts';
import type { Database } from '../store/database.ts';

const MOST = 1_000;

const querySchema = z.strictObject({
  workspace: z.string().optional(),
  since: z
    .union([z.iso.date(), z.iso.datetime({ offset: true })], 'expected a date like 2026-11-24')
    .optional(),
  actor: z.string().optional(),
  action: z.string().optional(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(MOST).default(100),
});

/**
 * `GET /api/audit/events`: `{ events, next_cursor }`, newest first, of all workspaces or of one, filtered by `since`,
 * `actor` and the beginning of `action`. `next_cursor`, given back as `cursor`, leads to what is older.
 */
export function auditEvents(database: Database): RequestHandler {
  return async (request, response) => {
    const query = querySchema.safeParse(request.query);
    if (!query.success) {
      const [issue] = query.error.issues;
      const named = issue?.path.join('.') ?? '';
      response.status(400).json({ error: named ? `${named}: ${issue?.message}` : issue?.message });
      return;
    }
    const { workspace, since, limit, ...filter } = query.data;
    const from = since === undefined ? {} : { since: new Date(since).toISOString() };
    try {
      const { events, next } = await auditPage(database, workspace, { ...filter, ...from }, limit);
      response.json({ events, next_cursor: next ?? null });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      response.status(400).json({ error: error.message });
    }
  };
}
