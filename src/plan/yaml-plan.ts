import { stringify } from 'yaml';
import { parsePositionedYaml } from '../config/positioned-yaml.ts';
import type { ParsedPlan, PlanReading } from './parsed-plan.ts';
import { planSchema } from './plan-document.ts';

/** Reads a plan written in YAML: `phases` of `steps` of `microsteps`, each of those a title or a mapping. */
export function readYamlPlan(text: string): PlanReading {
  const parsed = parsePositionedYaml('plan', text, planSchema);
  if (parsed.ok) return { ok: true, plan: parsed.value };
  const problems = parsed.problems.map(({ line, column, path, message }) => ({
    line,
    column,
    path,
    message,
  }));
  return { ok: false, problems };
}

/** Writes a plan in YAML, so that reading it gives the same plan. */
export function writeYamlPlan({ phases }: ParsedPlan): string {
  const document = {
    phases: phases.map((phase) => ({
      ...heading(phase),
      steps: phase.steps.map((step) => ({ ...heading(step), microsteps: step.microsteps.map(entry) })),
    })),
  };
  return stringify(document, { lineWidth: 0 });
}

function heading({ ref, title }: { ref?: string | undefined; title: string }) {
  return ref === undefined ? { title } : { ref, title };
}

/** A microstep of which only the title is known is written as that alone. */
function entry(microstep: ParsedPlan['phases'][number]['steps'][number]['microsteps'][number]) {
  const { ref, title, ...fields } = microstep;
  const said = Object.entries(fields).filter(([, value]) => value !== undefined);
  if (ref === undefined && said.length === 0) return title;
  return { ...heading({ ref, title }), ...Object.fromEntries(said) };
}
