import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
} from 'yaml';
import type { z } from 'zod';
import { describeIssue, flattenIssues, type SimpleIssue } from './schema-issues.ts';

/** What is wrong in a YAML file and where. Lines and columns count from 1. */
export interface YamlProblem {
  file: string;
  line: number;
  column: number;
  /** Where in the document, as a person would write it: `fields[0].type`. Empty for a syntax error. */
  path: string;
  message: string;
}

export type ParsedYaml<T> = { ok: true; value: T } | { ok: false; problems: YamlProblem[] };

/**
 * Reads one YAML document and checks it against a schema. Every problem comes with the place a person has to look
 * at; a syntax error is told alone, since what follows one is guesswork. `file` is only used to name the place.
 */
export function parsePositionedYaml<T>(file: string, text: string, schema: z.ZodType<T>): ParsedYaml<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };

  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => ({
      ...at(error.pos[0]),
      path: '',
      message: error.message,
    }));
    return { ok: false, problems };
  }

  let value: unknown;
  try {
    value = document.toJS();
  } catch (error) {
    // Aliases are resolved only here: one that names no anchor, or that multiplies without end, is refused now.
    return {
      ok: false,
      problems: [{ ...at(0), path: '', message: error instanceof Error ? error.message : String(error) }],
    };
  }

  const parsed = schema.safeParse(value, { error: describeIssue });
  if (parsed.success) return { ok: true, value: parsed.data };
  const problems = flattenIssues(parsed.error.issues).map((issue) => ({
    ...at(offsetOf(document, issue)),
    path: writtenPath(issue.path),
    message: issue.message,
  }));
  return { ok: false, problems: problems.sort((a, b) => a.line - b.line || a.column - b.column) };
}

/** `manifests/vercel.yml:12:5 fields[0].type: expected one of text, secret, url` */
export function formatYamlProblem({ file, line, column, path, message }: YamlProblem): string {
  return `${file}:${line}:${column} ${path ? `${path}: ` : ''}${message}`;
}

function writtenPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((written, key) => {
    if (typeof key === 'number') return `${written}[${key}]`;
    return written ? `${written}.${String(key)}` : String(key);
  }, '');
}

/** The offset of the value the issue is about, of the key where the key is wrong, or of the nearest thing around it. */
function offsetOf(document: Document, issue: SimpleIssue): number {
  let node: Node | null = document.contents;
  let offset = startOf(node) ?? 0;
  for (const [index, key] of issue.path.entries()) {
    const current: Node | null = isAlias(node) ? (node.resolve(document) ?? null) : node;
    if (!isCollection(current)) break;
    const last = index === issue.path.length - 1;
    if (isMap(current)) {
      const pair = current.items.find((item) => keyOf(item) === String(key));
      if (!pair) break;
      if (last && issue.aboutKey) return startOf(pair.key) ?? offset;
      offset = startOf(pair.value) ?? startOf(pair.key) ?? offset;
      node = isNode(pair.value) ? pair.value : null;
    } else {
      const item = current.items[Number(key)];
      offset = startOf(item) ?? offset;
      node = isNode(item) ? item : null;
    }
  }
  return offset;
}

function keyOf(pair: Pair): string | undefined {
  return isScalar(pair.key) ? String(pair.key.value) : undefined;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}
