import { Router } from 'express';
import { z } from 'zod';
import { BOT, projectOf } from '../account.ts';
import { fieldName } from '../answers/field.ts';
import { fieldsOf } from '../answers/issue.ts';
import { transitionAnswer } from '../answers/transition.ts';
import { editIssue, type IssueEdit } from '../changes/issues.ts';
import type { Engine } from '../engine.ts';
import type { Links } from '../links.ts';
import { type Transition, transitionsFrom } from '../workflow.ts';
import type { Issue } from '../world.ts';
import { ApiError, invalidFields } from './error.ts';
import { existingIssue } from './existing.ts';
import { readFields } from './fields.ts';
import { readBody, readQuery } from './read.ts';

const PATH = '/rest/api/3/issue/:idOrKey/transitions';

const request = z.strictObject({
  transition: z.strictObject({ id: z.string() }),
  fields: z.record(z.string(), z.unknown()).optional(),
});

/** The only way to another status. */
export function transitionRoutes(engine: Engine): Router {
  const { links } = engine;
  const router = Router();
  const open = (issue: Issue) => transitionsFrom(projectOf(issue.projectKey), issue.statusId);

  router.get(PATH, (asked, response) => {
    const { expand } = readQuery(asked, { expand: z.string().optional() });
    const issue = existingIssue(engine, asked.params.idOrKey);
    const full = expand?.split(',').includes('transitions.fields') === true;
    const transitions = open(issue).map((transition) => transitionAnswer(links, transition, full));
    response.json({ expand: 'transitions', transitions });
  });

  router.post(PATH, async (asked, response) => {
    readQuery(asked, {});
    const issue = existingIssue(engine, asked.params.idOrKey);
    const { transition: wanted, fields = {} } = readBody(asked, request);
    const transition = open(issue).find(({ id }) => id === wanted.id);
    if (!transition) {
      throw new ApiError(400, [`Transition id '${wanted.id}' is not valid for this issue.`]);
    }
    const edit = readFields(fields);
    requireDemanded(links, transition, issue, edit);
    editIssue(engine, issue, BOT, { ...edit, statusId: transition.to.id });
    await engine.commit();
    response.status(204).end();
  });

  return router;
}

/** What the screen demands may come with the request, or be there already. */
function requireDemanded(links: Links, { demands = [] }: Transition, issue: Issue, edit: IssueEdit): void {
  const values = fieldsOf(links, { ...issue, ...edit }, null);
  const missing = demands.filter((field) => !values[field]);
  if (missing.length === 0) return;
  throw invalidFields(
    Object.fromEntries(missing.map((field) => [field, `${fieldName(field)} is required.`])),
  );
}
