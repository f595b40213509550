import type { ActResult, Acts } from '../../page-api.ts';
import { isRecord, type PlacedElement } from '../block-kit/elements-of.ts';
import { interactionBase } from '../to-app/payloads.ts';
import { issueResponseUrl } from '../workspace/response-urls.ts';
import { type Container, containerOf, elementIn } from './containers.ts';
import { type ActContext, ActRefused, reportFailure } from './context.ts';

/** A person presses a button or chooses something that tells the app at once. */
export async function action(context: ActContext, act: Acts['action']): Promise<ActResult> {
  const { workspace, app } = context;
  if (!workspace.manifest.settings.interactivity.is_enabled) {
    throw new ActRefused('This app is not configured to handle interactive responses.');
  }
  const container = containerOf(context, act.as, act.container, act.state);
  const used = elementIn(container, act.action.block_id, act.action.action_id);
  const answer = await app.sendInteraction({
    type: 'block_actions',
    ...interactionBase(workspace, act.as),
    ...container.payload,
    trigger_id: workspace.triggers.issue(act.as),
    ...responseUrl(context, act.as, container),
    actions: [{ ...sentAction(used, act.action), action_ts: workspace.nextTs() }],
  });
  return answer.ok ? { ok: true } : reportFailure(context, act.as, answer);
}

function responseUrl({ workspace }: ActContext, user: string, { channel, message }: Container) {
  if (!channel || !message) return {};
  const { threadTs } = message;
  const place = { channel: channel.id, user, originalTs: message.ts, ...(threadTs && { threadTs }) };
  return { response_url: issueResponseUrl(workspace, place) };
}

/** The action as Slack words it: what the app wrote into the element is not the page's to say. */
function sentAction(
  { block, element }: PlacedElement,
  given: Record<string, unknown>,
): Record<string, unknown> {
  if (block.type === 'input' && block.dispatch_action !== true) {
    throw new ActRefused('This input tells the app nothing before it is submitted.');
  }
  const own = ['text', 'value', 'style', 'placeholder', 'icon'].filter((key) => key in element);
  const fromElement = Object.fromEntries(own.map((key) => [key, element[key]]));
  checkChoice(element, given);
  return {
    ...given,
    ...fromElement,
    type: element.type,
    block_id: block.block_id,
    action_id: element.action_id,
  };
}

function checkChoice(element: Record<string, unknown>, given: Record<string, unknown>): void {
  const groups = Array.isArray(element.option_groups) ? element.option_groups : [];
  const listed = [element, ...groups].flatMap((holder) =>
    isRecord(holder) && Array.isArray(holder.options) ? holder.options : [],
  );
  if (listed.length === 0) return;
  const many = Array.isArray(given.selected_options) ? given.selected_options : [];
  for (const chosen of [given.selected_option ?? [], many].flat()) {
    if (!isRecord(chosen) || !listed.some((option) => isRecord(option) && option.value === chosen.value)) {
      throw new ActRefused('This option is not on offer.');
    }
  }
}
