import { z } from 'zod';
import type { ActResult, Acts } from '../../page-api.ts';
import { optionGroup, selectOption } from '../block-kit/composition.ts';
import { SDK_LIMITS } from '../block-kit/limits.ts';
import { problemMessage, schemaProblems } from '../block-kit/problems.ts';
import { interactionBase } from '../to-app/payloads.ts';
import { readJson } from '../workspace/json.ts';
import { refusalWithMessages } from '../workspace/refusal.ts';
import { containerOf, elementIn } from './containers.ts';
import { type ActContext, ActRefused, reportFailure, reportRefusal } from './context.ts';

const { optionsMaxLength, optionGroupsMaxLength } = SDK_LIMITS.selectElement;
const optionsSchema = z.strictObject({ options: z.array(selectOption).max(optionsMaxLength) });
const groupsSchema = z.strictObject({ option_groups: z.array(optionGroup).max(optionGroupsMaxLength) });

/** Slack asks after this many characters where the element does not say. */
const DEFAULT_MIN_QUERY_LENGTH = 3;

/** A person types into an external select; the app is asked for options. Groups are given as one list. */
export async function suggest(context: ActContext, act: Acts['suggest']): Promise<ActResult> {
  const { workspace, app } = context;
  const container = containerOf(context, act.as, act.container, {});
  const { element } = elementIn(container, act.blockId, act.actionId);
  if (!String(element.type).endsWith('external_select'))
    throw new ActRefused('This is not an external select.');
  const min = Number(element.min_query_length ?? DEFAULT_MIN_QUERY_LENGTH);
  if (act.value.length < min) return { ok: true, options: [] };
  const answer = await app.sendInteraction({
    type: 'block_suggestion',
    ...interactionBase(workspace, act.as),
    ...container.payload,
    block_id: act.blockId,
    action_id: act.actionId,
    value: act.value,
  });
  if (!answer.ok) return reportFailure(context, act.as, answer);
  return offered(context, act.as, answer.body);
}

function offered(context: ActContext, user: string, answer: string): ActResult {
  const body = readJson(answer);
  const grouped = groupsSchema.safeParse(body);
  if (grouped.success)
    return { ok: true, options: grouped.data.option_groups.flatMap(({ options }) => options) };
  const options = optionsSchema.safeParse(body);
  if (options.success) return { ok: true, options: options.data.options };
  const isGrouped = typeof body === 'object' && body !== null && 'option_groups' in body;
  const problems = schemaProblems(isGrouped ? groupsSchema : optionsSchema, body, []);
  return reportRefusal(context, user, refusalWithMessages('invalid_options', problems.map(problemMessage)));
}
