import type { CurrentPlan, Microstep, Section } from './current-plan.ts';
import type { ParsedMicrostep, ParsedPlan } from './parsed-plan.ts';

/** A plan as it would be written, with every reference. What a microstep does not have is left unsaid. */
export function documentOf(current: CurrentPlan): ParsedPlan {
  const named = ({ ref, title }: Section) => ({ ref, title });
  const phases = current.beneath('').map((phase) => ({
    ...named(phase),
    steps: current.beneath(phase.ref).map((step) => ({
      ...named(step),
      microsteps: current.beneath(step.ref).flatMap(({ ref }) => {
        const microstep = current.microsteps.get(ref);
        return microstep ? [entryOf(microstep)] : [];
      }),
    })),
  }));
  return { phases };
}

function entryOf({
  ref,
  title,
  description,
  status,
  priority,
  assignee,
  branch,
}: Microstep): ParsedMicrostep {
  return {
    ref,
    title,
    status,
    ...(description === '' ? {} : { description }),
    ...(priority === 'none' ? {} : { priority }),
    ...(assignee === null ? {} : { assignee }),
    ...(branch === null ? {} : { branch }),
  };
}
