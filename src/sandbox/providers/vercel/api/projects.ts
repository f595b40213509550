import { Router } from 'express';
import { z } from 'zod';
import { findProject, PROJECTS, type Project } from '../account.ts';
import { projectAnswer } from '../answers/project.ts';
import type { Engine } from '../engine.ts';
import { notFound } from './error.ts';
import { numberParameter, readQuery } from './read.ts';

const text = z.string().optional();
const filters = { search: z.string().max(100).optional(), repo: text, repoId: text, limit: numberParameter };

/** GET /v9/projects/{idOrName} and GET /v10/projects. */
export function projectRoutes(engine: Engine): Router {
  const { world, links } = engine;
  const router = Router();
  const answer = (project: Project) => projectAnswer(project, world, engine.now(), links);

  router.get('/v9/projects/:idOrName', (request, response) => {
    readQuery(request, {});
    const project = findProject(request.params.idOrName);
    if (!project) throw notFound('project', request.params.idOrName);
    response.json(answer(project));
  });

  router.get('/v10/projects', (request, response) => {
    const { search, repo, repoId, limit } = readQuery(request, filters);
    const projects = PROJECTS.filter(
      (project) =>
        (search === undefined || project.name.includes(search)) &&
        (repo === undefined ||
          [project.repo.name, `${project.repo.org}/${project.repo.name}`].includes(repo)) &&
        (repoId === undefined || repoId === String(project.repo.id)),
    ).slice(0, limit);
    response.json({
      projects: projects.map(answer),
      pagination: { count: projects.length, next: null, prev: null },
    });
  });

  return router;
}
