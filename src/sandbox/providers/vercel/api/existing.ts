import { findDeployment } from '../deployments.ts';
import type { Engine } from '../engine.ts';
import type { Deployment } from '../world.ts';
import { notFound } from './error.ts';

/** The deployment a path names by id, hostname or address; throws the vendor's 404 where there is none. */
export function existing(engine: Engine, idOrUrl: string): Deployment {
  const deployment = findDeployment(engine.world, idOrUrl);
  if (!deployment) throw notFound('deployment', idOrUrl);
  return deployment;
}
