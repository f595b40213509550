import { Router } from 'express';
import { z } from 'zod';
import { commitStatusAnswer } from '../answers/deployment.ts';
import { findCommit } from '../changes/branches.ts';
import type { Engine } from '../engine.ts';
import { ApiError, validationFailed } from './error.ts';
import { allow } from './guards.ts';
import { readBody } from './read.ts';

const MOST_PER_CONTEXT = 1_000;

const address = z.url({ protocol: /^https?$/, error: 'must use http(s) scheme' });

const newStatus = z.strictObject({
  state: z.enum(['pending', 'success', 'failure', 'error']),
  context: z.string().min(1).max(255).optional(),
  description: z
    .string()
    .max(140, 'description is too long (maximum is 140 characters)')
    .nullable()
    .optional(),
  target_url: address.nullable().optional(),
});

/** POST /repos/{owner}/{repo}/statuses/{sha}. */
export function statusRoutes(engine: Engine): Router {
  const { world, links } = engine;
  const router = Router();
  router.post(
    '/repos/:owner/:repo/statuses/:sha',
    allow(engine, 'write', 'statuses'),
    async (request, response) => {
      const given = readBody(request, newStatus, 'Status');
      const { sha } = request.params;
      if (typeof sha !== 'string' || !findCommit(engine, sha)) {
        throw new ApiError(422, `No commit found for SHA: ${sha}`);
      }
      const context = given.context ?? 'default';
      const earlier = world.commitStatuses.filter(
        (status) => status.sha === sha && status.context === context,
      );
      if (earlier.length >= MOST_PER_CONTEXT) {
        throw validationFailed({
          resource: 'Status',
          field: 'context',
          code: 'custom',
          message: 'This SHA and context has reached the maximum number of statuses.',
        });
      }
      const status = {
        id: engine.nextId(),
        sha,
        state: given.state,
        context,
        description: given.description ?? null,
        targetUrl: given.target_url ?? null,
        createdAt: engine.now(),
      };
      world.commitStatuses.push(status);
      await engine.commit();
      response.status(201).json(commitStatusAnswer(links, status));
    },
  );
  return router;
}
