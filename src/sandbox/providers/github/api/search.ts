import { Router } from 'express';
import { z } from 'zod';
import { REPOSITORY } from '../account.ts';
import { issueAnswer } from '../answers/issue.ts';
import type { Engine } from '../engine.ts';
import { ApiError, validationFailed } from './error.ts';
import { allow } from './guards.ts';
import { pageOf, readListQuery } from './paging.ts';

/** How long a new issue is not found: the index of the vendor lags too. */
const LAG_MS = 5_000;

/** GET /search/issues, as far as whole words of titles go. */
export function searchRoutes(engine: Engine): Router {
  const { world, links } = engine;
  const router = Router();
  router.get('/search/issues', allow(engine, 'read', 'issues'), (request, response) => {
    const { q } = readListQuery(request, { q: z.string() });
    const words = termsOf(q);
    const found = world.issues.filter(
      ({ title, createdAt }) =>
        createdAt + LAG_MS <= engine.now() && words.every((word) => wordsIn(title).includes(word)),
    );
    const items = pageOf(links, request, response, found.toReversed()).map((issue) => ({
      ...issueAnswer(links, world, issue),
      score: 1,
    }));
    response.json({ total_count: found.length, incomplete_results: false, items });
  });
  return router;
}

/** The words searched for; throws where a qualifier is missing or names what the token does not see. */
function termsOf(q: string): string[] {
  const parts = q.split(/\s+/).filter(Boolean);
  const qualifiers = new Map(
    parts.filter((part) => part.includes(':')).map((part) => part.split(':') as [string, string]),
  );
  if (!qualifiers.has('is')) {
    throw new ApiError(422, "Query must include 'is:issue' or 'is:pull-request'");
  }
  if (qualifiers.get('repo') !== REPOSITORY.fullName) {
    throw validationFailed({
      resource: 'Search',
      field: 'q',
      code: 'invalid',
      message:
        'The listed users and repositories cannot be searched either because the resources do not exist or you do not have permission to view them.',
    });
  }
  const words = parts.filter((part) => !part.includes(':'));
  if (words.join(' ').length > 256) {
    throw validationFailed({
      resource: 'Search',
      field: 'q',
      code: 'custom',
      message: 'The search is longer than 256 characters.',
    });
  }
  return words.map((word) => word.toLowerCase());
}

function wordsIn(title: string): string[] {
  return title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
