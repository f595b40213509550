import type { Deployment } from '../contract.ts';
import { ProviderError } from '../errors.ts';
import type { DeployAnswer, ServiceAnswer } from './answers.ts';
import type { RenderApi } from './api.ts';
import { toDeployment } from './map.ts';
import type { RenderSettings } from './settings.ts';

/** A deployment, with what Render has of it. */
export interface Found {
  deployment: Deployment;
  service: ServiceAnswer | undefined;
  deploy: DeployAnswer | undefined;
}

export async function findDeploy(api: RenderApi, serviceId: string, deployId: string): Promise<Found> {
  const [service, deploy] = await Promise.all([api.service(serviceId), api.deploy(serviceId, deployId)]);
  return { deployment: toDeployment(service, deploy), service, deploy };
}

/**
 * The deploy that an event was of. Render's webhooks tell of every service of a workspace: throws code `not_found` for
 * one that is not of the configured service's repository.
 */
export async function findByEvent(
  api: RenderApi,
  { serviceId: ours }: RenderSettings,
  eventId: string,
): Promise<Found> {
  const { serviceId, details } = await api.event(eventId);
  if (!serviceId || !details?.deployId) throw foreign(`event ${eventId} names no deploy`);
  const found = await findDeploy(api, serviceId, details.deployId);
  if (serviceId === ours) return found;
  const { repo } = await api.service(ours);
  if (repo && repo === found.service?.repo) return found;
  throw foreign(`${serviceId} is of another repository than ${ours}`);
}

function foreign(detail: string): ProviderError {
  return new ProviderError('not_found', 'Render has no such deploy of this service.', { detail });
}
