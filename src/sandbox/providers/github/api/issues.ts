import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { BOT, findAccount } from '../account.ts';
import { issueAnswer, pullRequestAsIssue } from '../answers/issue.ts';
import { editIssue, openIssue } from '../changes/issues.ts';
import type { Engine } from '../engine.ts';
import type { Issue } from '../world.ts';
import { validationFailed } from './error.ts';
import { existingThread } from './existing.ts';
import { allow } from './guards.ts';
import { pageOf, readListQuery } from './paging.ts';
import { readBody, readQuery } from './read.ts';

const PATH = '/repos/:owner/:repo/issues';

const title = z
  .union([z.string().trim().min(1, 'is too short').max(256, 'is too long'), z.int()])
  .transform(String);
const body = z.string().max(65_536, 'body is too long (maximum is 65536 characters)').nullable();
const label = z
  .union([z.string(), z.looseObject({ name: z.string() })])
  .transform((given) => (typeof given === 'string' ? given : given.name))
  .pipe(z.string().min(1).max(50, 'name is too long (maximum is 50 characters)'));
const logins = z.array(z.string());

const newIssue = z.strictObject({
  title,
  body: body.optional(),
  labels: z.array(label).optional(),
  assignees: logins.optional(),
});

const issueEdit = z.strictObject({
  title: title.optional(),
  body: body.optional(),
  state: z.enum(['open', 'closed']).optional(),
  state_reason: z.enum(['completed', 'not_planned', 'duplicate', 'reopened']).nullable().optional(),
  labels: z.array(label).optional(),
  assignees: logins.optional(),
});

const filters = {
  state: z.enum(['open', 'closed', 'all']).optional(),
  sort: z.enum(['created', 'updated', 'comments']).optional(),
  direction: z.enum(['asc', 'desc']).optional(),
  since: z.iso.datetime({ offset: true }).optional(),
  labels: z.string().optional(),
  assignee: z.string().optional(),
};

/** The operations on issues. Lists hold pull requests too, as GitHub's do. */
export function issueRoutes(engine: Engine): Router {
  const { world, links } = engine;
  const router = Router();
  const answer = (issue: Issue) => issueAnswer(links, world, issue);

  router.get(PATH, allow(engine, 'read', 'issues'), listIssues(engine));

  router.post(PATH, allow(engine, 'write', 'issues'), async (request, response) => {
    const given = readBody(request, newIssue, 'Issue');
    const issue = openIssue(engine, BOT.login, {
      title: given.title,
      body: given.body ?? null,
      labels: given.labels ?? [],
      assignees: assignable(given.assignees) ?? [],
    });
    await engine.commit();
    response.status(201).json(answer(issue));
  });

  router.get(`${PATH}/:number`, allow(engine, 'read', 'issues'), (request, response) => {
    readQuery(request, {});
    const { issue, pull } = existingThread(engine, request.params.number);
    response.json(issue ? answer(issue) : pullRequestAsIssue(links, world, pull));
  });

  router.patch(`${PATH}/:number`, allow(engine, 'write', 'issues'), async (request, response) => {
    const { issue } = existingThread(engine, request.params.number);
    if (!issue) throw validationFailed({ resource: 'Issue', field: 'number', code: 'invalid' });
    const { state_reason: stateReason, assignees, ...edit } = readBody(request, issueEdit, 'Issue');
    editIssue(engine, issue, BOT.login, { ...edit, stateReason, assignees: assignable(assignees) });
    await engine.commit();
    response.json(answer(issue));
  });

  return router;
}

function listIssues(engine: Engine) {
  const { world, links } = engine;
  return (request: Request, response: Response) => {
    const query = readListQuery(request, filters);
    const since = query.since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(query.since);
    const entries = [
      ...world.issues.map((issue) => ({ thread: issue, answer: () => issueAnswer(links, world, issue) })),
      ...world.pullRequests.map((pull) => ({
        thread: pull,
        answer: () => pullRequestAsIssue(links, world, pull),
      })),
    ].filter(({ thread }) => {
      const state = query.state ?? 'open';
      return (state === 'all' || thread.state === state) && wholeSecond(thread.updatedAt) >= since;
    });
    const key = query.sort === 'updated' ? 'updatedAt' : 'createdAt';
    const sign = query.direction === 'asc' ? 1 : -1;
    entries.sort((a, b) => sign * (a.thread[key] - b.thread[key] || a.thread.number - b.thread.number));
    response.json(pageOf(links, request, response, entries).map((entry) => entry.answer()));
  };
}

/** GitHub leaves out who cannot be assigned, without a word. */
function assignable(wanted: readonly string[] | undefined): string[] | undefined {
  return wanted?.flatMap((login) => findAccount(login)?.login ?? []);
}

function wholeSecond(at: number): number {
  return Math.floor(at / 1000) * 1000;
}
