import type { Actor } from '../governance/gate.ts';
import type { PreviewLifetime } from '../previews/lifetime.ts';
import type { PreviewRequests } from '../previews/requests.ts';
import { code, slackTime } from './text.ts';

type Previews = PreviewRequests & PreviewLifetime;

/** What one can do to a preview, by command and by button alike; each answers with a sentence. */
export const PREVIEW_ACTS = {
  redeploy: async (previews: Previews, actor: Actor, id: string) => {
    const { attempt } = await previews.redeploy(actor, id);
    return `${code(id)} is being deployed again, attempt ${attempt}. Its card shows how it goes.`;
  },
  cancel: async (previews: Previews, actor: Actor, id: string) => {
    await previews.cancel(actor, id);
    return `The build of ${code(id)} is being stopped. Its card shows when it has.`;
  },
  extend: async (previews: Previews, actor: Actor, id: string) => {
    const { expires_at: until } = await previews.extend(actor, id);
    return `${code(id)} lives on until ${until === null ? 'someone removes it' : slackTime(until)}.`;
  },
  keep: async (previews: Previews, actor: Actor, id: string) => {
    await previews.keep(actor, id);
    return `${code(id)} is kept until someone expires it.`;
  },
  expire: async (previews: Previews, actor: Actor, id: string) => {
    await previews.expire(actor, id);
    return `${code(id)} is being removed. Its card shows when it has been.`;
  },
  qa: async (previews: Previews, actor: Actor, id: string) => {
    await previews.markQaPassed(actor, id);
    return `${code(id)} is marked as QA passed.`;
  },
} as const;

export type PreviewAct = keyof typeof PREVIEW_ACTS;

export function isPreviewAct(verb: string): verb is PreviewAct {
  return Object.hasOwn(PREVIEW_ACTS, verb);
}
