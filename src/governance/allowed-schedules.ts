import { SCHEDULES } from '../jobs/regular-jobs.ts';
import type { Schedule } from '../jobs/schedules.ts';
import { isAction } from './actions.ts';
import { decide } from './decide.ts';
import type { Policy } from './policy-schema.ts';

/** Those that the policy lets BuildRunner begin by itself. What is asked of it is called as the job's kind is. */
export function allowedSchedules(policy: Policy, schedules: readonly Schedule[] = SCHEDULES): Schedule[] {
  return schedules.filter(
    ({ job }) => isAction(job.kind) && decide(policy, job.kind, { role: 'system' }).allowed,
  );
}
