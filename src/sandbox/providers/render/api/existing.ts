import { findDeploy } from '../deploys.ts';
import type { Engine } from '../engine.ts';
import { findService } from '../services.ts';
import type { Deploy, Service } from '../world.ts';
import { notFound } from './error.ts';

/** The service a path names; throws the vendor's 404 where there is none. */
export function existingService({ world }: Engine, id: string): Service {
  const service = findService(world, id);
  if (!service) throw notFound(id);
  return service;
}

/** The deploy a path names, which must be of the service it names. */
export function existingDeploy(engine: Engine, serviceId: string, id: string): Deploy {
  const service = existingService(engine, serviceId);
  const deploy = findDeploy(engine.world, id);
  if (deploy?.serviceId !== service.id) throw notFound(id);
  return deploy;
}
