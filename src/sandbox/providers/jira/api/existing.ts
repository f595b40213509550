import type { Engine } from '../engine.ts';
import { findIssue, type Issue } from '../world.ts';
import { noIssue } from './error.ts';

/** The issue of that id or key; throws Jira's 404. */
export function existingIssue({ world }: Engine, idOrKey: string): Issue {
  const issue = findIssue(world, idOrKey);
  if (!issue) throw noIssue();
  return issue;
}
