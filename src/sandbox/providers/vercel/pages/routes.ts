import { Router } from 'express';
import { findProject } from '../account.ts';
import { findDeployment } from '../deployments.ts';
import type { Engine } from '../engine.ts';
import { stateAt } from '../lifecycle.ts';
import { inspectorPage, missingPage, projectPage, sitePage } from './pages.ts';

/** What the addresses in the API's answers open: the previews themselves and the vendor's dashboard. */
export function pageRoutes(engine: Engine): Router {
  const { world, links } = engine;
  const router = Router();

  router.get('/sites/:host', ({ params }, response) => {
    const deployment = findDeployment(world, params.host);
    if (deployment && stateAt(deployment, engine.now()) === 'READY') {
      response.send(sitePage(deployment, world, links));
      return;
    }
    const reason = deployment
      ? `This deployment is ${stateAt(deployment, engine.now())}.`
      : 'There is no deployment at this address. It may have been deleted.';
    response.status(404).send(missingPage('404: NOT_FOUND', reason));
  });

  router.get('/dashboard/:project', ({ params }, response) => {
    const project = findProject(params.project);
    if (project) response.send(projectPage(project, world, engine.now(), links));
    else response.status(404).send(missingPage('404', 'There is no such project.'));
  });

  router.get('/dashboard/:project/:id', ({ params }, response) => {
    const deployment = findDeployment(world, params.id);
    if (deployment) response.send(inspectorPage(deployment, world, engine.now(), links));
    else response.status(404).send(missingPage('404', 'There is no such deployment.'));
  });

  return router;
}
