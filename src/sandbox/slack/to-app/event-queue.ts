import { APP, TEAM } from '../workspace/seed.ts';
import type { PendingEvent } from '../workspace/state.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { AppConnection } from './connection.ts';
import { VERIFICATION_TOKEN } from './payloads.ts';

/** Calls `run` after `delayMs`; gives the function that calls it off. */
export type Schedule = (run: () => void, delayMs: number) => () => void;

/** What Slack waits before each retry: nearly at once, one minute, five minutes (docs.slack.dev/apis/events-api). */
const RETRY_DELAYS_MS = [0, 60_000, 300_000];

/** Sends events to the app and repeats those it did not take; what is pending survives a restart. */
export class EventQueue {
  readonly #workspace: Workspace;
  readonly #app: AppConnection;
  readonly #schedule: Schedule;
  readonly #underWay = new Set<Promise<void>>();
  readonly #scheduled = new Set<() => void>();
  #closed = false;

  constructor(workspace: Workspace, app: AppConnection, schedule: Schedule) {
    this.#workspace = workspace;
    this.#app = app;
    this.#schedule = schedule;
  }

  /** Takes up what an earlier run left. */
  resume(): void {
    for (const pending of this.#workspace.state.pendingEvents) this.#plan(pending);
  }

  /** Sends `event` where the app's manifest subscribes to it. */
  publish(event: Record<string, unknown>): void {
    const { settings } = this.#workspace.manifest;
    if (!settings.event_subscriptions.bot_events.includes(subscriptionName(event))) return;
    const id = this.#workspace.newId('Ev');
    const now = this.#workspace.now().getTime();
    const pending = { id, body: JSON.stringify(envelope(id, now, event)), attempts: 0, dueAt: now };
    this.#workspace.state.pendingEvents.push(pending);
    this.#workspace.commit();
    this.#start(pending);
  }

  /** Resolves when no request is under way. Retries still to come are not waited for. */
  async idle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  close(): void {
    this.#closed = true;
    for (const cancel of this.#scheduled) cancel();
  }

  #plan(pending: PendingEvent): void {
    const delay = Math.max(0, pending.dueAt - this.#workspace.now().getTime());
    const cancel = this.#schedule(() => {
      this.#scheduled.delete(cancel);
      this.#start(pending);
    }, delay);
    this.#scheduled.add(cancel);
  }

  #start(pending: PendingEvent): void {
    const attempt = this.#attempt(pending).finally(() => this.#underWay.delete(attempt));
    this.#underWay.add(attempt);
  }

  async #attempt(pending: PendingEvent): Promise<void> {
    const retry = pending.attempts > 0 && {
      'x-slack-retry-num': String(pending.attempts),
      'x-slack-retry-reason': pending.reason ?? 'unknown_error',
    };
    const answer = await this.#app.send(pending.body, 'application/json', { ...retry });
    if (this.#closed) return;
    const delay = RETRY_DELAYS_MS[pending.attempts];
    if (answer.ok || answer.noRetry || delay === undefined) {
      const { state } = this.#workspace;
      state.pendingEvents = state.pendingEvents.filter((other) => other !== pending);
    } else {
      pending.attempts += 1;
      pending.reason = answer.reason;
      pending.dueAt = this.#workspace.now().getTime() + delay;
      this.#plan(pending);
    }
    this.#workspace.commit();
  }
}

function subscriptionName(event: Record<string, unknown>): string {
  if (event.type !== 'message') return String(event.type);
  return event.channel_type === 'im' ? 'message.im' : 'message.channels';
}

function envelope(id: string, nowMs: number, event: Record<string, unknown>): Record<string, unknown> {
  return {
    token: VERIFICATION_TOKEN,
    team_id: TEAM.id,
    context_team_id: TEAM.id,
    context_enterprise_id: null,
    api_app_id: APP.id,
    event,
    type: 'event_callback',
    event_id: id,
    event_time: Math.floor(nowMs / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: TEAM.id,
        user_id: APP.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${id}`,
  };
}
