import { describeIssue, flattenIssues } from '../config/schema-issues.ts';
import { type MarkdownBlock, readBlocks } from './markdown-blocks.ts';
import { OutlineBuilder } from './markdown-outline.ts';
import type { PlanProblem, PlanReading } from './parsed-plan.ts';
import { planSchema } from './plan-document.ts';

/** How many levels of headings there can be: the plan's title, phases, steps. */
const MOST_LEVELS = 3;

/**
 * Reads a plan written in Markdown. Headings are phases, and those a level below are steps; above both there may be
 * one heading that is the plan's title. List items are microsteps; where phase or step is not told by a heading, an
 * item without a box that has others beneath it opens one. What is indented beneath a microstep describes it, but
 * for items with a box: they are microsteps, too.
 */
export function readMarkdownPlan(text: string): PlanReading {
  const lines = text.split(/\r\n|\r|\n/);
  const blocks = readBlocks(lines);
  const levels = headingLevels(blocks);
  if (!Array.isArray(levels)) return { ok: false, problems: [levels] };

  const outline = new OutlineBuilder(lines);
  for (const block of blocks) {
    if (block.kind === 'item') outline.addItem(block.item);
    else if (block.level === levels.at(0)) outline.openPhase(block);
    else if (block.level === levels.at(1)) outline.openStep(block);
  }
  const parsed = planSchema.safeParse(outline.plan, { error: describeIssue });
  if (parsed.success) return { ok: true, plan: parsed.data };
  const problems = flattenIssues(parsed.error.issues).map(({ path, message }) => ({
    ...outline.placeOf(path),
    path: '',
    message: path.length > 1 ? `${String(path.at(-1))}: ${message}` : message,
  }));
  return { ok: false, problems: problems.sort((a, b) => a.line - b.line) };
}

/** The levels of phases and of steps, leaving out that of the plan's title; or what is wrong with them. */
function headingLevels(blocks: readonly MarkdownBlock[]): number[] | PlanProblem {
  const headings = blocks.filter((block) => block.kind === 'heading');
  const levels = [...new Set(headings.map(({ level }) => level))].sort((a, b) => a - b);
  const tooDeep = headings.find(({ level }) => level === levels[MOST_LEVELS]);
  if (tooDeep) return problem(tooDeep.line, 'headings go three levels deep: the plan’s title, phases, steps');
  if (levels.length < MOST_LEVELS) return levels;
  const second = headings.find(({ level }, index) => index > 0 && level === levels[0]);
  if (second) return problem(second.line, 'above phases and steps there can be one title alone');
  return levels.slice(1);
}

function problem(line: number, message: string): PlanProblem {
  return { line: line + 1, column: 1, path: '', message };
}
