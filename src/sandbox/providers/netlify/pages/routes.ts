import { Router } from 'express';
import { SITE } from '../account.ts';
import { findDeploy } from '../deploys.ts';
import type { Engine } from '../engine.ts';
import { stateAt } from '../lifecycle.ts';
import { deployPage, livePage, missingPage, sitePage } from './pages.ts';

/** What the addresses in the API's answers open: the previews themselves and the vendor's own app. */
export function pageRoutes(engine: Engine): Router {
  const { world, links } = engine;
  const router = Router();

  router.get('/live/:host', ({ params }, response) => {
    const deploy = findDeploy(world, params.host.split('--')[0] ?? '');
    if (deploy && stateAt(deploy, engine.now()) === 'ready') response.send(livePage(deploy, world, links));
    else response.status(404).send(missingPage('There is no ready deploy at this address.'));
  });

  router.get('/app/sites/:site', ({ params }, response) => {
    if (params.site === SITE.name) response.send(sitePage(world, engine.now(), links));
    else response.status(404).send(missingPage('There is no such site.'));
  });

  router.get('/app/sites/:site/deploys/:id', ({ params }, response) => {
    const deploy = params.site === SITE.name ? findDeploy(world, params.id) : undefined;
    if (deploy) response.send(deployPage(deploy, world, engine.now(), links));
    else response.status(404).send(missingPage('There is no such deploy.'));
  });

  return router;
}
