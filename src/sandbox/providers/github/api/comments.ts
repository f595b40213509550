import { Router } from 'express';
import { z } from 'zod';
import { BOT } from '../account.ts';
import { commentAnswer } from '../answers/issue.ts';
import { addComment, editComment } from '../changes/issues.ts';
import type { Engine } from '../engine.ts';
import type { Comment } from '../world.ts';
import { notFound } from './error.ts';
import { existingThread } from './existing.ts';
import { allow } from './guards.ts';
import { pageOf, readListQuery } from './paging.ts';
import { numberIn, type PathParameter, readBody, readQuery } from './read.ts';

const LIST = '/repos/:owner/:repo/issues/:number/comments';
const ONE = '/repos/:owner/:repo/issues/comments/:id';

const commentBody = z.strictObject({
  body: z
    .string()
    .min(1, "Body can't be blank")
    .max(65_536, 'body is too long (maximum is 65536 characters)'),
});

/** The operations on comments, of issues and pull requests alike. */
export function commentRoutes(engine: Engine): Router {
  const { world, links } = engine;
  const router = Router();
  const read = allow(engine, 'read', 'issues', 'pull_requests');
  const write = allow(engine, 'write', 'issues', 'pull_requests');

  router.get(LIST, read, (request, response) => {
    readListQuery(request, { since: z.string().optional() });
    existingThread(engine, request.params.number);
    const all = world.comments.filter(({ number }) => number === numberIn(request.params.number));
    response.json(pageOf(links, request, response, all).map((comment) => commentAnswer(links, comment)));
  });

  router.post(LIST, write, async (request, response) => {
    const { issue, pull } = existingThread(engine, request.params.number);
    const { body } = readBody(request, commentBody, 'IssueComment');
    const comment = addComment(engine, (issue ?? pull).number, BOT.login, body);
    await engine.commit();
    response.status(201).json(commentAnswer(links, comment));
  });

  router.get(ONE, read, (request, response) => {
    readQuery(request, {});
    response.json(commentAnswer(links, existing(engine, request.params.id)));
  });

  router.patch(ONE, write, async (request, response) => {
    const comment = existing(engine, request.params.id);
    editComment(engine, comment, BOT.login, readBody(request, commentBody, 'IssueComment').body);
    await engine.commit();
    response.json(commentAnswer(links, comment));
  });

  router.delete(ONE, write, async (request, response) => {
    const comment = existing(engine, request.params.id);
    world.comments = world.comments.filter((other) => other !== comment);
    await engine.commit();
    response.status(204).end();
  });

  return router;
}

function existing({ world }: Engine, id: PathParameter): Comment {
  const comment = world.comments.find((candidate) => candidate.id === numberIn(id));
  if (!comment) throw notFound();
  return comment;
}
