import { Router } from 'express';
import { bearer } from './bearer.ts';

/** Whether the process takes work, and if not, why. */
export interface Readiness {
  check(): Promise<{ ready: true } | { ready: false; reason: string }>;
}

export interface OperationsOptions {
  readiness: Readiness;
  /** Bearer token of `/metrics`, the API's; without one it is closed. */
  token: string | undefined;
  metrics: { page(): Promise<{ contentType: string; text: string }> };
}

/**
 * `/healthz`: the process lives. `/readyz`: it takes work. `/metrics`: what it does, for those who have the token. Not
 * told by the address: behind a proxy on the same machine everybody comes from there.
 */
export function operationRoutes({ readiness, token, metrics }: OperationsOptions): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    const state = await readiness.check();
    response.status(state.ready ? 200 : 503).json(state);
  });
  router.get('/metrics', bearer(token, 'This page'), async (_request, response) => {
    const { contentType, text } = await metrics.page();
    response.type(contentType).send(text);
  });
  return router;
}
