import { Router } from 'express';
import { z } from 'zod';
import { BOT, findProject, ISSUE_TYPES, type IssueType, type Project } from '../account.ts';
import { issueAnswer } from '../answers/issue.ts';
import { createIssue, editIssue } from '../changes/issues.ts';
import type { Engine } from '../engine.ts';
import { keyOf } from '../world.ts';
import { invalidFields } from './error.ts';
import { existingIssue } from './existing.ts';
import { readFields } from './fields.ts';
import { listParameter, readBody, readQuery } from './read.ts';

const LIST = '/rest/api/3/issue';
const ONE = `${LIST}/:idOrKey`;

const properties = z
  .array(z.strictObject({ key: z.string().min(1).max(255), value: z.unknown() }))
  .optional();
const fields = z.record(z.string(), z.unknown());
const newIssue = z.strictObject({ fields, properties });
const issueEdit = z.strictObject({ fields: fields.optional(), properties });

const reference = z.object({
  id: z.string().optional(),
  key: z.string().optional(),
  name: z.string().optional(),
});

/** The operations on single issues. */
export function issueRoutes(engine: Engine): Router {
  const { links } = engine;
  const router = Router();

  router.post(LIST, async (request, response) => {
    readQuery(request, {});
    const given = readBody(request, newIssue);
    const { project: inProject, issuetype: ofType, summary, ...rest } = given.fields;
    const project = projectIn(inProject);
    const type = typeIn(ofType);
    const edit = readFields({ summary: summary ?? null, ...rest });
    const issue = createIssue(engine, BOT, project, {
      ...edit,
      summary: edit.summary ?? '',
      typeId: type.id,
      properties: valuesOf(given.properties),
    });
    await engine.commit();
    response.status(201).json({ id: issue.id, key: keyOf(issue), self: links.api(`/issue/${issue.id}`) });
  });

  router.get(ONE, (request, response) => {
    const query = readQuery(request, {
      fields: listParameter,
      properties: listParameter,
      expand: z.string().optional(),
    });
    const issue = existingIssue(engine, request.params.idOrKey);
    const wanted = { fields: query.fields ?? ['*all'], properties: query.properties ?? [] };
    response.json(issueAnswer(links, issue, wanted));
  });

  router.put(ONE, async (request, response) => {
    readQuery(request, {});
    const issue = existingIssue(engine, request.params.idOrKey);
    const given = readBody(request, issueEdit);
    const edit = readFields(given.fields ?? {});
    const kept = { ...issue.properties, ...valuesOf(given.properties) };
    editIssue(engine, issue, BOT, { ...edit, properties: kept });
    await engine.commit();
    response.status(204).end();
  });

  return router;
}

function projectIn(value: unknown): Project {
  const { id, key } = reference.safeParse(value).data ?? {};
  const project = findProject(id ?? key ?? '');
  if (!project) throw invalidFields({ project: 'Specify a valid project ID or key' });
  return project;
}

/** Sub-tasks need a parent, which nothing here has. */
function typeIn(value: unknown): IssueType {
  const { id, name } = reference.safeParse(value).data ?? {};
  if (id === undefined && name === undefined) throw invalidFields({ issuetype: 'Specify an issue type' });
  const type = ISSUE_TYPES.find((one) => (id === undefined ? one.name === name : one.id === id));
  if (!type) throw invalidFields({ issuetype: 'Specify a valid issue type' });
  if (type.hierarchyLevel >= 0) return type;
  throw invalidFields({ parentId: 'Issue type is a sub-task but parent issue key or id not specified.' });
}

function valuesOf(given: z.infer<typeof properties> = []): Record<string, unknown> {
  return Object.fromEntries(given.map(({ key, value }) => [key, value]));
}
