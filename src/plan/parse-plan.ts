import { readMarkdownPlan } from './markdown-plan.ts';
import type { ParsedPlan, PlanFormat, PlanReading } from './parsed-plan.ts';
import { PLAN_LIMITS } from './plan-document.ts';
import { writeMarkdownPlan } from './write-markdown-plan.ts';
import { readYamlPlan, writeYamlPlan } from './yaml-plan.ts';

const MOST_PROBLEMS = 50;

/**
 * Reads a plan. Where the format is not said, the text tells: YAML has `phases:` at the beginning of a line.
 * What is wrong comes with line and column, as far as a person would read on; one problem alone where the text is
 * larger than `PLAN_LIMITS`.
 */
export function parsePlan(text: string, format: PlanFormat = formatOf(text)): PlanReading {
  const bytes = Buffer.byteLength(text);
  if (bytes > PLAN_LIMITS.bytes) {
    const message = `a plan has at most ${PLAN_LIMITS.bytes / 1_000_000} MB, this one has ${(bytes / 1_000_000).toFixed(1)} MB`;
    return { ok: false, problems: [{ line: 1, column: 1, path: '', message }] };
  }
  const withoutMark = text.replace(/^\uFEFF/, '');
  const reading = format === 'yaml' ? readYamlPlan(withoutMark) : readMarkdownPlan(withoutMark);
  return reading.ok ? reading : { ok: false, problems: reading.problems.slice(0, MOST_PROBLEMS) };
}

/** Writes a plan so that `parsePlan` gives it again. */
export function printPlan(plan: ParsedPlan, format: PlanFormat): string {
  return format === 'yaml' ? writeYamlPlan(plan) : writeMarkdownPlan(plan);
}

function formatOf(text: string): PlanFormat {
  // A line of either format ends at a line feed; to the m flag U+2028 in a title would end one, too.
  const hasPhases = /(?:^\uFEFF?|[\r\n])["']?phases["']?[ \t]*:/.test(text);
  return hasPhases || text.trimStart().startsWith('{') ? 'yaml' : 'markdown';
}
