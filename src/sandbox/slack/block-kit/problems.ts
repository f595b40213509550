import type { z } from 'zod';

/** Something Slack would refuse, and where it stands in the request's arguments. */
export interface Problem {
  path: readonly PropertyKey[];
  text: string;
}

/** As Slack writes it into `response_metadata.messages`: `[ERROR] … [json-pointer:/blocks/0/text]`. */
export function problemMessage({ path, text }: Problem): string {
  const pointer = path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  return `[ERROR] ${text} [json-pointer:${pointer}]`;
}

/** Checks `value` against `schema` and words what is wrong as Slack does. `base` is where `value` stands. */
export function schemaProblems(schema: z.ZodType, value: unknown, base: readonly PropertyKey[]): Problem[] {
  const result = schema.safeParse(value, { reportInput: true });
  return result.success ? [] : result.error.issues.map((issue) => toProblem(issue, base));
}

function toProblem(issue: z.core.$ZodIssue, base: readonly PropertyKey[]): Problem {
  const path = [...base, ...issue.path];
  const parent = path.slice(0, -1);
  const missing = { path: parent, text: `missing required field: ${String(path.at(-1))}` };
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? missing : { path, text: `must be a valid ${issue.expected}` };
    case 'invalid_value':
      return issue.input === undefined
        ? missing
        : { path, text: `must be one of: ${issue.values.join(', ')}` };
    case 'invalid_union': {
      const type = (issue.input as { type?: unknown } | undefined)?.type;
      return type === undefined ? missing : { path, text: `unsupported type: ${String(type)}` };
    }
    case 'unrecognized_keys':
      return { path, text: `invalid additional property: ${issue.keys.join(', ')}` };
    case 'too_big':
      return { path, text: tooBig(issue) };
    case 'too_small':
      return { path, text: tooSmall(issue) };
    default:
      return { path, text: issue.message };
  }
}

function tooBig({ origin, maximum }: z.core.$ZodIssueTooBig): string {
  if (origin === 'string') return `must be less than ${Number(maximum) + 1} characters`;
  if (origin === 'array') return `no more than ${maximum} items allowed`;
  return `must not be greater than ${maximum}`;
}

function tooSmall({ origin, minimum }: z.core.$ZodIssueTooSmall): string {
  if (origin === 'string') return `must be more than ${Number(minimum) - 1} characters`;
  if (origin === 'array') return `no fewer than ${minimum} items allowed`;
  return `must not be less than ${minimum}`;
}
