import { announce } from './deliveries.ts';
import { publishedDeploy } from './deploys.ts';
import type { Engine } from './engine.ts';
import type { Deploy } from './world.ts';

/** Locks publishing to the deploy that the site serves. Whether it could be. */
export function lockDeploy(engine: Engine, deploy: Deploy): boolean {
  if (deploy !== publishedDeploy(engine.world, engine.now())) return false;
  engine.world.lockedDeployId = deploy.id;
  announce(engine, deploy, 'deploy_locked');
  return true;
}

/** Lets newer deploys be published again. Whether it was locked. */
export function unlockDeploy(engine: Engine, deploy: Deploy): boolean {
  if (engine.world.lockedDeployId !== deploy.id) return false;
  engine.world.lockedDeployId = null;
  announce(engine, deploy, 'deploy_unlocked');
  return true;
}
