import { Router } from 'express';
import { BOT, findProject, type Project } from '../account.ts';
import { fieldAnswers } from '../answers/field.ts';
import { myselfAnswer } from '../answers/person.ts';
import { projectAnswer, projectStatusesAnswer } from '../answers/project.ts';
import type { Engine } from '../engine.ts';
import { ApiError } from './error.ts';
import { readQuery } from './read.ts';

const PROJECT = '/rest/api/3/project/:idOrKey';

/** What the site is made of: the account that asks, its fields, projects with their statuses. */
export function siteRoutes({ links }: Engine): Router {
  const router = Router();

  router.get('/rest/api/3/myself', (request, response) => {
    readQuery(request, {});
    response.json(myselfAnswer(links, BOT));
  });
  router.get('/rest/api/3/field', (request, response) => {
    readQuery(request, {});
    response.json(fieldAnswers());
  });
  router.get(PROJECT, (request, response) => {
    readQuery(request, {});
    response.json(projectAnswer(links, existingProject(request.params.idOrKey)));
  });
  router.get(`${PROJECT}/statuses`, (request, response) => {
    readQuery(request, {});
    response.json(projectStatusesAnswer(links, existingProject(request.params.idOrKey)));
  });

  return router;
}

function existingProject(idOrKey: string): Project {
  const project = findProject(idOrKey);
  if (!project) throw new ApiError(404, [`No project could be found with key '${idOrKey}'.`]);
  return project;
}
