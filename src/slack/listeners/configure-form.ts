import type { App, BlockButtonAction, ViewStateValue, ViewSubmitAction } from '@slack/bolt';
import { z } from 'zod';
import type { Subscription } from '../../store/subscription-schema.ts';
import { whyPaused } from '../cards/subscription.ts';
import { explain, explainMessage, explainPlainly } from '../explain.ts';
import { CHANNEL_BLOCK, CONFIGURE_FORM, configureForm } from '../modals/configure-form.ts';
import { configureFormFor } from '../modals/configure-form-for.ts';
import { configuredView, testingView } from '../modals/configure-outcome.ts';
import { FORM_VALUE } from '../modals/form-value.ts';
import { namedProvider } from '../named-provider.ts';
import { escapeMrkdwn } from '../text.ts';
import type { ListenerContext } from './context.ts';
import { openModal } from './open-modal.ts';
import { showOutcome } from './show-outcome.ts';
import { tell } from './tell.ts';
import { workspaceOf } from './workspace-of.ts';

const metadataSchema = z.object({ provider: z.string() });

/** The configure modal: checked at once, then tested behind a loading view. */
export function registerConfigureForm(app: App, context: ListenerContext): void {
  const { configuration, manifests, subscriptions } = context;

  app.action<BlockButtonAction>('integration:configure', async ({ ack, body, action, client, respond }) => {
    await ack();
    const acted = { client, user: body.user.id, respond, trigger: body.trigger_id };
    const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
    try {
      const manifest = namedProvider(manifests, action.value);
      await openModal(context, acted, await configureFormFor(context, actor, manifest, body.channel?.id));
    } catch (error) {
      await tell(context, acted, explainMessage(error, context));
    }
  });

  app.view<ViewSubmitAction>(CONFIGURE_FORM, async ({ ack, body, view, client }) => {
    const { provider } = metadataSchema.parse(JSON.parse(view.private_metadata));
    const manifest = namedProvider(manifests, provider);
    const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
    const typed = typedValues(view.state.values);
    const channel = view.state.values[CHANNEL_BLOCK]?.[FORM_VALUE]?.selected_conversation ?? undefined;

    const checked = await configuration
      .check(actor, provider, typed)
      .catch((error: unknown) => explainPlainly(error, context));
    // Whoever may not see what is configured is shown the form as of something new.
    const saved = await configuration.list(actor).catch(() => []);
    const present = saved.find((integration) => integration.provider === provider);
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
    const submitted = { client, user: body.user.id, viewId: view.id };
    if (typeof outcome === 'string') {
      const problem = `:warning: ${manifest.name} is not configured. ${escapeMrkdwn(outcome)}`;
      return showOutcome(context, submitted, again(outcome), problem);
    }
    const unheard = channel && (await subscriptions.ensure(actor, channel).then(whyUnheard, asUnheard));
    const summary = escapeMrkdwn(outcome.report.summary);
    const said = [`:white_check_mark: ${manifest.name} is configured. ${summary}`, unheard];
    const inWords = said.filter(Boolean).join('\n');
    await showOutcome(context, submitted, configuredView(manifest, outcome, unheard), inWords);
  });

  function asUnheard(error: unknown): string {
    return `:warning: The channel will not hear of it. ${explain(error, context)}`;
  }
}

function whyUnheard(subscription: Subscription | undefined): string | undefined {
  const paused = subscription?.paused;
  return paused && `:warning: The channel does not hear of it yet. ${whyPaused(paused)}`;
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
