import { Router } from 'express';
import { z } from 'zod';
import { issueAnswer } from '../answers/issue.ts';
import type { Engine } from '../engine.ts';
import { searchByJql } from '../jql/match.ts';
import { ApiError } from './error.ts';
import { readBody, readQuery } from './read.ts';

const USUAL = 50;
const MOST_ASKED = 5_000;

/** However many are asked for: Jira gives fewer where there is much to tell of each. */
const MOST_GIVEN = 100;

const search = z.strictObject({
  jql: z.string(),
  fields: z.array(z.string()).optional(),
  properties: z.array(z.string()).max(5).optional(),
  maxResults: z.int().min(0).max(MOST_ASKED).optional(),
  nextPageToken: z.string().optional(),
});

/** Where the next page begins, and of which query. */
const place = z.object({ jql: z.string(), from: z.number() });

/** Search by JQL. The older one is gone. */
export function searchRoutes(engine: Engine): Router {
  const { world, links } = engine;
  const router = Router();

  router.post('/rest/api/3/search/jql', (request, response) => {
    readQuery(request, {});
    const {
      jql,
      fields = [],
      properties = [],
      maxResults = USUAL,
      nextPageToken,
    } = readBody(request, search);
    const from = nextPageToken === undefined ? 0 : placeIn(nextPageToken, jql);
    const { indexedUntil } = world;
    const indexed = world.issues.filter(
      ({ createdAt }) => indexedUntil === null || createdAt <= indexedUntil,
    );
    const found = searchByJql(jql, indexed);
    const to = from + Math.min(maxResults, MOST_GIVEN);
    response.json({
      issues: found.slice(from, to).map((issue) => issueAnswer(links, issue, { fields, properties })),
      ...(to < found.length ? { nextPageToken: tokenFor({ jql, from: to }) } : {}),
      isLast: to >= found.length,
    });
  });

  router.all('/rest/api/3/search', () => {
    throw new ApiError(410, [
      'The requested API has been removed. Please migrate to the /rest/api/3/search/jql API.',
    ]);
  });

  return router;
}

function tokenFor(at: z.infer<typeof place>): string {
  return Buffer.from(JSON.stringify(at)).toString('base64url');
}

function placeIn(token: string, jql: string): number {
  try {
    const at = place.parse(JSON.parse(Buffer.from(token, 'base64url').toString()));
    if (at.jql === jql) return at.from;
  } catch {
    // Not one of ours: refused below.
  }
  throw new ApiError(400, ['The provided next page token is invalid or expired.']);
}
