import { z } from 'zod';
import { elementsOf, isRecord } from './elements-of.ts';
import { SDK_LIMITS } from './limits.ts';
import { type Problem, problemMessage, schemaProblems } from './problems.ts';
import { plainText } from './text.ts';
import { blockProblems } from './validate.ts';

const common = {
  blocks: z.array(z.unknown()),
  private_metadata: z.string().max(SDK_LIMITS.view.privateMetadataMaxLength).optional(),
  callback_id: z.string().max(SDK_LIMITS.view.callbackIdMaxLength).optional(),
  external_id: z.string().max(SDK_LIMITS.view.callbackIdMaxLength).optional(),
};

const schemas = {
  modal: z.strictObject({
    type: z.literal('modal'),
    ...common,
    title: plainText(SDK_LIMITS.view.titleMaxLength),
    submit: plainText(SDK_LIMITS.view.submitMaxLength).optional(),
    close: plainText(SDK_LIMITS.view.closeMaxLength).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    submit_disabled: z.boolean().optional(),
  }),
  home: z.strictObject({ type: z.literal('home'), ...common }),
};

/** The messages `views.*` refuse a view with, each with its JSON pointer; none when it is fine. */
export function viewErrors(view: unknown, kind: 'modal' | 'home'): string[] {
  const problems = schemaProblems(schemas[kind], view, ['view']);
  const blocks = isRecord(view) && Array.isArray(view.blocks) ? view.blocks : [];
  problems.push(...blockProblems(blocks, kind, ['view', 'blocks']));
  if (isRecord(view)) problems.push(...modalProblems(view, blocks, kind));
  return problems.map(problemMessage);
}

function modalProblems(view: Record<string, unknown>, blocks: unknown[], kind: 'modal' | 'home'): Problem[] {
  const hasInput = blocks.some((block) => isRecord(block) && block.type === 'input');
  const problems: Problem[] = [];
  if (kind === 'modal' && hasInput && view.submit === undefined) {
    problems.push({ path: ['view'], text: 'missing required field: submit' });
  }
  for (const { path, element, block } of elementsOf(blocks)) {
    if (element.response_url_enabled === undefined || (kind === 'modal' && block.type === 'input')) continue;
    const text = 'response_url_enabled is for input blocks of a modal';
    problems.push({ path: ['view', 'blocks', ...path, 'response_url_enabled'], text });
  }
  return problems;
}
