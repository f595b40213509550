import { readFile } from 'node:fs/promises';
import { formatYamlProblem, parsePositionedYaml } from '../config/positioned-yaml.ts';
import { type Policy, policySchema } from './policy-schema.ts';

/** The policy file cannot be used; every problem is named with line and column. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
}

/** Reads and checks a policy file. Throws `PolicyError`. */
export async function loadPolicy(file: string): Promise<Policy> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new PolicyError(`The policy ${file} cannot be read (${error.code}).`);
  });
  const parsed = parsePositionedYaml(file, text, policySchema);
  if (parsed.ok) return parsed.value;
  const lines = parsed.problems.map((problem) => `  - ${formatYamlProblem(problem)}`);
  throw new PolicyError(`The policy cannot be used:\n${lines.join('\n')}`);
}
