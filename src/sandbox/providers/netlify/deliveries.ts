import { createHash, createHmac } from 'node:crypto';
import { forgetOldest, unsent } from '../shared/deliveries.ts';
import type { Engine } from '../shared/engine.ts';
import { deployAnswer } from './answers/deploy.ts';
import type { Ids } from './ids.ts';
import { stateAt } from './lifecycle.ts';
import type { Links } from './links.ts';
import type { Deploy, Hook, NetlifyState, World } from './world.ts';

/** The events of a site's hooks; of those outside of deploys this world has no cause to send any. */
export const EVENTS = [
  'deploy_created',
  'deploy_building',
  'deploy_failed',
  'deploy_deleted',
  'deploy_locked',
  'deploy_unlocked',
  'deploy_restored',
  'deploy_request_pending',
  'deploy_request_accepted',
  'deploy_request_rejected',
  'submission_created',
  'split_test_activated',
  'split_test_deactivated',
  'split_test_modified',
] as const;

type Event = (typeof EVENTS)[number];

/** What Netlify tells about a deploy that has come into a state; of the others nothing is told. */
const STATE_EVENTS: Partial<Record<NetlifyState, Event>> = {
  building: 'deploy_building',
  ready: 'deploy_created',
  error: 'deploy_failed',
};

/** What a delivery is made out of. */
type Announcing = Pick<Engine<World, Ids, Links>, 'world' | 'ids' | 'links' | 'now'>;

/** Makes out the deliveries that are due because deploys have changed by themselves or by someone's act. */
export function announceChanges(announcing: Announcing): void {
  const { world } = announcing;
  const now = announcing.now();
  for (const deploy of world.deploys) {
    const state = stateAt(deploy, now);
    if (state === deploy.announced) continue;
    const event = STATE_EVENTS[state];
    if (event) announce(announcing, deploy, event);
    deploy.announced = state;
  }
  forgetOldest(world);
}

/** Makes out the deliveries of one event to every hook that wants it. */
export function announce({ world, ids, links, now }: Announcing, deploy: Deploy, event: Event): void {
  const at = now();
  for (const hook of world.webhooks.filter((candidate) => candidate.event === event)) {
    const body = JSON.stringify(deployAnswer(world, deploy, at, links));
    world.deliveries.push({
      id: ids.object(),
      webhookId: hook.id,
      event,
      url: hook.url,
      body,
      signature: sign(hook, body),
      ...unsent(world, at),
    });
  }
}

/**
 * `X-Webhook-Signature`: a compact JWS of HS256 whose claims hold the body's digest, where the hook has a secret.
 *
 * Source: https://docs.netlify.com/site-deploys/deploy-notifications/#payload-signature
 */
function sign({ secret }: Hook, body: string): string | null {
  if (secret === null) return null;
  const sha256 = createHash('sha256').update(body).digest('hex');
  const signed = [{ alg: 'HS256' }, { iss: 'netlify', sha256 }]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
