import { z } from 'zod';
import { blocksBySurface, type Surface } from './blocks.ts';
import { DOCUMENTED_LIMITS, SDK_LIMITS } from './limits.ts';
import { type Problem, problemMessage, schemaProblems } from './problems.ts';
import { ruleProblems } from './rules.ts';

const listSchemas = {
  message: z.array(blocksBySurface.message).max(DOCUMENTED_LIMITS.messageBlocks),
  modal: z.array(blocksBySurface.modal).max(SDK_LIMITS.view.blocksMaxLength),
  home: z.array(blocksBySurface.home).max(SDK_LIMITS.view.blocksMaxLength),
} satisfies Record<Surface, z.ZodType>;

/** What Slack finds wrong with a list of blocks; `base` is where the list stands in the request. */
export function blockProblems(blocks: unknown, surface: Surface, base: readonly PropertyKey[]): Problem[] {
  const rules = Array.isArray(blocks) ? ruleProblems(blocks) : [];
  return [
    ...schemaProblems(listSchemas[surface], blocks, base),
    ...rules.map(({ path, text }) => ({ path: [...base, ...path], text })),
  ];
}

/** The messages `chat.postMessage` refuses a message's `blocks` with; none when they are fine. */
export function messageBlockErrors(blocks: unknown, base: readonly PropertyKey[] = ['blocks']): string[] {
  return blockProblems(blocks, 'message', base).map(problemMessage);
}
