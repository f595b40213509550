import { Router } from 'express';

/** Whether the process takes work, and if not, why. */
export interface Readiness {
  check(): Promise<{ ready: true } | { ready: false; reason: string }>;
}

/** `/healthz`: the process lives. `/readyz`: it takes work: its database answers and it is not stopping. */
export function operationRoutes(readiness: Readiness): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    const state = await readiness.check();
    response.status(state.ready ? 200 : 503).json(state);
  });
  return router;
}
