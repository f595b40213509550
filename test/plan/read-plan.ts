import { parsePlan } from '../../src/plan/parse-plan.ts';
import { formatPlanProblem, type ParsedPlan, type PlanFormat } from '../../src/plan/parsed-plan.ts';

/** The plan that a text holds. */
export function planOf(text: string, format?: PlanFormat): ParsedPlan {
  const reading = parsePlan(text, format);
  if (reading.ok) return reading.plan;
  throw new Error(reading.problems.map(formatPlanProblem).join('\n'));
}

/** What is wrong with a text, each in a line; empty where nothing is. */
export function problemsOf(text: string, format?: PlanFormat): string[] {
  const reading = parsePlan(text, format);
  return reading.ok ? [] : reading.problems.map(formatPlanProblem);
}

/** The plan's titles as an outline: `Build / Login / Form`. */
export function outlineOf(text: string, format?: PlanFormat): string[] {
  return planOf(text, format).phases.flatMap((phase) =>
    phase.steps.flatMap((step) =>
      step.microsteps.map((microstep) => `${phase.title} / ${step.title} / ${microstep.title}`),
    ),
  );
}
