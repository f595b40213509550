import { Router } from 'express';
import { findDeploy, liveDeploy } from '../deploys.ts';
import type { Engine } from '../engine.ts';
import { findService } from '../services.ts';
import { deployPage, missingPage, servicePage, sitePage } from './pages.ts';

/** What the addresses in the API's answers open: the services themselves and the vendor's dashboard. */
export function pageRoutes(engine: Engine): Router {
  const { world } = engine;
  const router = Router();

  router.get('/sites/:host', ({ params }, response) => {
    const slug = params.host.replace(/\.onrender\.com$/, '');
    const service = world.services.find((candidate) => candidate.slug === slug);
    const live = service && liveDeploy(world, service, engine.now());
    if (service && live) {
      response.send(sitePage(engine, service, live));
      return;
    }
    const reason = service?.suspended
      ? 'This service has been suspended.'
      : 'Nothing is live at this address.';
    response.status(service?.suspended ? 503 : 404).send(missingPage('Not Found', reason));
  });

  router.get('/dashboard/web/:id', ({ params }, response) => {
    const service = findService(world, params.id);
    if (service) response.send(servicePage(engine, service));
    else response.status(404).send(missingPage('404', 'There is no such service.'));
  });

  router.get('/dashboard/web/:id/deploys/:deployId', ({ params }, response) => {
    const service = findService(world, params.id);
    const deploy = findDeploy(world, params.deployId);
    if (service && deploy) response.send(deployPage(engine, service, deploy));
    else response.status(404).send(missingPage('404', 'There is no such deploy.'));
  });

  return router;
}
