import { readFile } from 'node:fs/promises';
import { formatYamlProblem, parsePositionedYaml } from '../config/positioned-yaml.ts';
import { type Policy, policySchema } from './policy-schema.ts';

/** The policy file cannot be used; every problem is named with line and column. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
}

export type PolicyReading =
  | { ok: true; policy: Policy }
  /** Each with file, line and column where it has one. */
  | { ok: false; problems: string[] };

/** Reads and checks a policy file. Never throws. */
export async function readPolicy(file: string): Promise<PolicyReading> {
  try {
    const parsed = parsePositionedYaml(file, await readFile(file, 'utf8'), policySchema);
    return parsed.ok
      ? { ok: true, policy: parsed.value }
      : { ok: false, problems: parsed.problems.map(formatYamlProblem) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : String(error);
    return { ok: false, problems: [`The policy ${file} cannot be read (${code}).`] };
  }
}

/** The same, for a start that cannot do without. Throws `PolicyError`. */
export async function loadPolicy(file: string): Promise<Policy> {
  const reading = await readPolicy(file);
  if (reading.ok) return reading.policy;
  const lines = reading.problems.map((problem) => `  - ${problem}`);
  throw new PolicyError(`The policy cannot be used:\n${lines.join('\n')}`);
}
