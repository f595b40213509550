import type { DeadLetters } from '../governance/dead-letters.ts';
import { type Actor, Refusal } from '../governance/gate.ts';
import type { DeadJob } from '../jobs/job.ts';

/** Has one dead letter tried anew, as a command or a button names it. Throws `Refusal`, also where there is none. */
export async function reviveOne(
  deadLetters: Pick<DeadLetters, 'revive'>,
  actor: Actor,
  id: string,
): Promise<DeadJob> {
  const revived = await deadLetters.revive(actor, id);
  if (revived) return revived;
  throw new Refusal(
    'There is no such dead letter any more. `/buildrunner dead-letters` lists those there are.',
  );
}
