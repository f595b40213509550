import type { ActInputs, ActKind } from './governance/acts.ts';
import { type Actor, Refusal } from './governance/gate.ts';
import type { RunAct } from './governance/run-approved.ts';
import { ProviderError } from './integrations/errors.ts';
import { createServices, type Ground } from './services.ts';

type Services = Pick<ReturnType<typeof createServices<Ground>>, 'previews' | 'plan' | 'issues'>;

/** How each act is done. */
const ACTS: { [K in ActKind]: (house: Services, actor: Actor, input: ActInputs[K]) => Promise<unknown> } = {
  'preview.request': ({ previews }, actor, input) => previews.request(actor, input),
  'preview.redeploy': ({ previews }, actor, { previewId }) => previews.redeploy(actor, previewId),
  'preview.cancel': ({ previews }, actor, { previewId }) => previews.cancel(actor, previewId),
  'preview.extend': ({ previews }, actor, { previewId }) => previews.extend(actor, previewId),
  'preview.keep': ({ previews }, actor, { previewId }) => previews.keep(actor, previewId),
  'preview.expire': ({ previews }, actor, { previewId }) => previews.expire(actor, previewId),
  'preview.mark_qa': ({ previews }, actor, { previewId }) => previews.markQaPassed(actor, previewId),
  'microstep.add': ({ plan }, actor, { title, ...about }) => plan.add(actor, title, about),
  'microstep.update': ({ plan }, actor, { ref, changes }) => plan.update(actor, ref, changes),
  'issue.link': ({ issues }, actor, { microstepId, ...issue }) =>
    issues.links.link(actor, microstepId, issue),
  'issue.create': ({ issues }, actor, { microstepId, integrationId }) =>
    issues.links.createIssue(actor, microstepId, integrationId),
  'issue.unlink': ({ issues }, actor, { linkId }) => issues.links.unlink(actor, linkId),
  'issue.keep_ours': ({ issues }, actor, { linkId }) => issues.links.decide(actor, linkId, 'ours'),
  'issue.take_theirs': ({ issues }, actor, { linkId }) => issues.links.decide(actor, linkId, 'theirs'),
  'issue.sync': ({ issues }, actor, input) => issues.runs.start(actor, input),
};

/** Does what was approved, with the house's own services on the ground that is given. */
export function createRunAct(base: Ground): RunAct {
  return async (ground, actor, { kind, input }) => {
    try {
      await run(createServices({ ...base, ...ground }), actor, kind, input);
    } catch (error) {
      // A vendor's last word is as good a reason as a rule's.
      if (error instanceof ProviderError && !error.retryable) throw new Refusal(error.advice);
      throw error;
    }
  };
}

function run<K extends ActKind>(
  house: Services,
  actor: Actor,
  kind: K,
  input: ActInputs[K],
): Promise<unknown> {
  return ACTS[kind](house, actor, input);
}
