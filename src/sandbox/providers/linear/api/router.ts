import express, { type ErrorRequestHandler, Router } from 'express';
import { GraphQLError } from 'graphql';
import { z } from 'zod';
import type { Engine } from '../engine.ts';
import { issueMutations } from '../graph/issue-mutations.ts';
import { queries } from '../graph/queries.ts';
import { webhookMutations } from '../graph/webhook-mutations.ts';
import { pageRoutes } from '../pages/routes.ts';
import { readSchema } from '../schema/schema.ts';
import { linearError } from './errors.ts';
import { run } from './execute.ts';
import { requireJson, requireKey } from './guards.ts';
import type { RateLimit } from './rate-limit.ts';

const requestBody = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

/** Pages for browsers, open to all; then the one GraphQL endpoint behind its guards. */
export function apiRouter(engine: Engine, rateLimit: RateLimit): Router {
  const schema = readSchema();
  const root = { ...queries(engine), ...issueMutations(engine), ...webhookMutations(engine) };
  const router = Router();
  router.use(pageRoutes(engine));

  router.post(
    '/graphql',
    requireJson,
    requireKey(engine.world),
    (_request, response, next) => {
      rateLimit.request(response);
      next();
    },
    express.json({ limit: '10mb' }),
    async (request, response) => {
      const read = requestBody.safeParse(request.body);
      if (!read.success) throw linearError('INPUT_ERROR', 'The body is no GraphQL request.');
      const { query, variables, operationName } = read.data;
      const asked = { query, variables: variables ?? {}, operationName: operationName ?? undefined };
      const before = engine.world.lastSyncId;
      const answer = await run(schema, root, asked, (points) => rateLimit.points(response, points));
      if (engine.world.lastSyncId !== before) await engine.commit();
      response.json(answer);
    },
  );

  router.use(() => {
    throw linearError('INPUT_ERROR', 'Not found');
  });
  router.use(answerError);
  return router;
}

/** A refused key is 401; everything else that is refused before it runs is 400, a rate limit included. */
const answerError: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) return next(error);
  const refusal = error instanceof GraphQLError ? error : unforeseen(error);
  const { code } = refusal.extensions;
  const status = code === 'AUTHENTICATION_ERROR' ? 401 : code === 'INTERNAL_SERVER_ERROR' ? 500 : 400;
  response.status(status).json({ errors: [refusal] });
};

/** The body parser's complaints are the caller's fault; all else is ours. */
function unforeseen(error: unknown): GraphQLError {
  const type = error instanceof Error && 'type' in error ? error.type : undefined;
  if (type === 'entity.parse.failed') return linearError('INPUT_ERROR', 'The body is not JSON.');
  const message = error instanceof Error ? error.message : 'Internal server error';
  return linearError('INTERNAL_SERVER_ERROR', message, 'Internal server error');
}
