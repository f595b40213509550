import type { DeploymentState } from '../contract.ts';

/** The events we register for: one hook each. A deploy that has become ready is `deploy_created` to Netlify. */
export const REGISTERED_EVENTS = ['deploy_created', 'deploy_building', 'deploy_failed'] as const;

/** What an event says of its deploy; the deploy's own state in the body goes before it. */
const EVENT_STATES: Readonly<Record<string, DeploymentState>> = {
  deploy_created: 'ready',
  deploy_building: 'building',
  deploy_failed: 'failed',
  deploy_request_pending: 'queued',
  deploy_request_accepted: 'queued',
  deploy_request_rejected: 'cancelled',
};

/**
 * The state that an event announces; undefined for those that are not used: what is locked, unlocked, deleted or
 * restored is no other build, and forms and split tests are none at all.
 */
export function stateOfEvent(event: string): DeploymentState | undefined {
  return Object.hasOwn(EVENT_STATES, event) ? EVENT_STATES[event] : undefined;
}
