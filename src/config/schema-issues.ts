import type { z } from 'zod';

/** One thing wrong with a document, told for the person who wrote it. */
export interface SimpleIssue {
  path: PropertyKey[];
  message: string;
  /** The key itself is wrong, not what stands behind it. */
  aboutKey: boolean;
}

const NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping (key: value)',
  record: 'a mapping (key: value)',
  null: 'nothing',
};

/** Says what was expected, in the words of YAML. For zod's `error` option: a message set in the schema comes first. */
export function describeIssue(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? `missing; expected ${named(issue.expected)}`
        : `expected ${named(issue.expected)}, found ${found(issue.input)}`;
    case 'invalid_value':
      return `${issue.input === undefined ? 'missing; ' : ''}expected ${oneOf(issue.values)}`;
    case 'unrecognized_keys':
      return 'unknown key';
    case 'too_small':
      return `expected ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${unit(issue.origin)}`;
    case 'too_big':
      return `expected ${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}${unit(issue.origin)}`;
    case 'invalid_format':
      return issue.pattern ? `expected text matching ${issue.pattern}` : `expected ${issue.format}`;
    default:
      return issue.message ?? 'not valid here';
  }
}

/** One entry for each unknown key, and for a union the issues of the alternative that came closest. */
export function flattenIssues(
  issues: readonly z.core.$ZodIssue[],
  base: readonly PropertyKey[] = [],
): SimpleIssue[] {
  return issues.flatMap((issue) => {
    const path = [...base, ...issue.path];
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: [...path, key], message: issue.message, aboutKey: true }));
    }
    if (issue.code === 'invalid_union' && issue.errors.length > 0) {
      const alternatives = issue.errors.map((errors) => flattenIssues(errors, path));
      return closest(alternatives);
    }
    if (issue.code === 'invalid_key') {
      return [{ path, message: issue.issues[0]?.message ?? issue.message, aboutKey: true }];
    }
    return [{ path, message: issue.message, aboutKey: false }];
  });
}

function closest(alternatives: SimpleIssue[][]): SimpleIssue[] {
  const depth = (issues: SimpleIssue[]) => Math.max(...issues.map((issue) => issue.path.length));
  const [best = [], ...others] = alternatives.toSorted((a, b) => depth(b) - depth(a) || a.length - b.length);
  if (best.length !== 1) return best;
  // Several alternatives failing at the same place are all worth naming: "expected text, or expected a list".
  const same = others.filter((issues) => issues.length === 1 && depth(issues) === depth(best));
  const messages = new Set([...best, ...same.flat()].map((issue) => issue.message));
  return best.map((issue) => ({ ...issue, message: [...messages].join(', or ') }));
}

function oneOf(values: readonly unknown[]): string {
  return `${values.length > 1 ? 'one of ' : ''}${values.map(String).join(', ')}`;
}

function named(type: string): string {
  return NAMES[type] ?? type;
}

function unit(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' ? ' entries' : '';
}

function found(input: unknown): string {
  if (input === null) return 'nothing';
  if (Array.isArray(input)) return 'a list';
  if (typeof input === 'object') return 'a mapping';
  return typeof input === 'string' ? `text "${input}"` : `${typeof input} ${String(input)}`;
}
