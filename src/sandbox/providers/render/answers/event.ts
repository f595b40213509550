import { commitOf } from '../branches.ts';
import { findDeploy } from '../deploys.ts';
import type { ServiceEvent, World } from '../world.ts';

/** The vendor's older, numeric words for how a deploy ended. */
const NUMERIC_STATUS = { succeeded: 2, failed: 3, canceled: 4 } as const;

/** An event as `GET /events/{id}` answers it: what the webhook left out. */
export function eventResponse(event: ServiceEvent, world: World) {
  return {
    id: event.id,
    type: event.type,
    serviceId: event.serviceId,
    timestamp: new Date(event.at).toISOString(),
    details: {
      deployId: event.deployId,
      ...(event.status
        ? { deployStatus: event.status, status: NUMERIC_STATUS[event.status], reason: {} }
        : { trigger: trigger(event, world) }),
    },
  };
}

function trigger({ deployId }: ServiceEvent, world: World) {
  const deploy = findDeploy(world, deployId);
  return {
    firstBuild: false,
    envUpdated: false,
    manual: deploy?.trigger === 'manual',
    deployedByRender: false,
    clearCache: false,
    rollback: false,
    ...(deploy?.trigger === 'new_commit' ? { newCommit: commitOf(world, deploy.sha).sha } : {}),
  };
}
