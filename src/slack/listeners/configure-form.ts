import type { App, BlockButtonAction, ViewStateValue, ViewSubmitAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { chosen, openConfigure } from '../commands/configure.ts';
import { explain, explainPlainly } from '../explain.ts';
import { CHANNEL_BLOCK, CONFIGURE_FORM, configureForm } from '../modals/configure-form.ts';
import { configuredView, testingView } from '../modals/configure-outcome.ts';
import { FORM_VALUE } from '../modals/form-value.ts';
import { escapeMrkdwn } from '../text.ts';
import type { ListenerContext } from './context.ts';
import { workspaceOf } from './workspace-of.ts';

const metadataSchema = z.object({ provider: z.string() });

/** The configure modal: checked at once, then tested behind a loading view. */
export function registerConfigureForm(app: App, context: ListenerContext): void {
  const { configuration, settings, manifests, subscribe } = context;

  app.action<BlockButtonAction>('integration:configure', async ({ ack, body, action, client, respond }) => {
    await ack();
    const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
    const openModal = async (view: Parameters<typeof client.views.open>[0]['view']) => {
      await client.views.open({ trigger_id: body.trigger_id, view });
    };
    const channel = body.channel?.id;
    try {
      await openConfigure(context, chosen(manifests, action.value), { actor, channel, openModal });
    } catch (error) {
      const text = explain(error, context);
      if (body.response_url) await respond({ text, replace_original: false });
      else await client.chat.postMessage({ channel: body.user.id, text });
    }
  });

  app.view<ViewSubmitAction>(CONFIGURE_FORM, async ({ ack, body, view, client }) => {
    const { provider } = metadataSchema.parse(JSON.parse(view.private_metadata));
    const manifest = chosen(manifests, provider);
    const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
    const typed = typedValues(view.state.values);
    const channel = view.state.values[CHANNEL_BLOCK]?.[FORM_VALUE]?.selected_conversation ?? undefined;

    const checked = await configuration
      .check(actor, provider, typed)
      .catch((error: unknown) => explainPlainly(error, context));
    const { integrations } = await settings.read(actor.workspaceId);
    const present = integrations.find((integration) => integration.provider === provider);
    const again = (problem: string) => configureForm({ manifest, present, channel, typed, problem });
    if (typeof checked === 'string') {
      await ack({ response_action: 'update', view: again(checked) });
      return;
    }
    if (!checked.ok) {
      await ack({ response_action: 'errors', errors: checked.errors });
      return;
    }
    await ack({ response_action: 'update', view: testingView(manifest) });
    const outcome = await configuration
      .configure(actor, provider, typed)
      .catch((error: unknown) => explainPlainly(error, context));
    if (typeof outcome === 'string') return show(again(outcome), outcome);
    const unheard = channel
      ? await subscribe(actor, channel).then(noProblem, (error) => explain(error, context))
      : undefined;
    const done = configuredView(manifest, outcome, unheard);
    await show(done, `${manifest.name} is configured. ${outcome.report.summary}`);

    /** Where the modal was closed in the meantime, the outcome is told in a direct message. */
    async function show(next: ModalView, inWords: string): Promise<void> {
      try {
        await client.views.update({ view_id: view.id, view: next });
      } catch (error) {
        context.log.info({ err: error }, 'the configure modal was closed');
        await client.chat.postMessage({ channel: body.user.id, text: escapeMrkdwn(inWords) });
      }
    }
  });
}

function noProblem(): undefined {
  return undefined;
}

function typedValues(
  state: ViewSubmitAction['view']['state']['values'],
): Record<string, string | null | undefined> {
  const inputs = Object.entries(state).filter(([block]) => block !== CHANNEL_BLOCK);
  return Object.fromEntries(inputs.map(([block, actions]) => [block, typedValue(actions[FORM_VALUE])]));
}

function typedValue(input: ViewStateValue | undefined): string | null | undefined {
  return input?.selected_option ? input.selected_option.value : input?.value;
}
