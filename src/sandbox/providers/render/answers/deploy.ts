import { commitOf } from '../branches.ts';
import { statusOf } from '../deploys.ts';
import { hasEnded } from '../lifecycle.ts';
import type { Deploy, World } from '../world.ts';

/** A deploy as every operation on deploys answers it. Which branch it is of is not in it. */
export function deployResponse(deploy: Deploy, world: World, now: number) {
  const commit = commitOf(world, deploy.sha);
  const begun = deploy.startsAt <= Math.min(now, deploy.canceledAt ?? now);
  const finishedAt = deploy.canceledAt ?? deploy.endsAt;
  const times = [deploy.createdAt, deploy.queuedAt, deploy.startsAt, deploy.preDeployAt, deploy.updateAt];
  const passed = [...times, finishedAt].filter((at) => at !== null && at <= now);
  return {
    id: deploy.id,
    commit: { id: commit.sha, message: commit.message, createdAt: written(commit.at) },
    status: statusOf(world, deploy, now),
    trigger: deploy.trigger,
    createdAt: written(deploy.createdAt),
    updatedAt: written(Math.max(...passed.map(Number))),
    ...(begun ? { startedAt: written(deploy.startsAt) } : {}),
    ...(hasEnded(deploy, now) && finishedAt !== null ? { finishedAt: written(finishedAt) } : {}),
  };
}

function written(at: number): string {
  return new Date(at).toISOString();
}
