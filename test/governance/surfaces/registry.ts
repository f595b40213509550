import type { App } from '@slack/bolt';
import type { Router } from 'express';
import { SCHEDULES } from '../../../src/jobs/regular-jobs.ts';
import { allCommands } from '../../../src/slack/commands/index.ts';
import type { ListenerContext } from '../../../src/slack/listeners/context.ts';
import { registerListeners } from '../../../src/slack/listeners/index.ts';

export type Listener = (given: Record<string, unknown>) => Promise<void>;

/** Every listener that Slack may set off, by kind and id: `action preview:redeploy`. */
export function listenersOf(context: ListenerContext): Map<string, Listener> {
  const listeners = new Map<string, Listener>();
  const register = (kind: string) => (id: string, listener: Listener) => {
    listeners.set(`${kind} ${id}`, listener);
  };
  const app = {
    action: register('action'),
    view: register('view'),
    shortcut: register('shortcut'),
    options: register('options'),
    command: register('slash'),
    event: register('event'),
    function: register('function'),
    message: (listener: Listener) => listeners.set('message', listener),
  };
  registerListeners(app as unknown as App, context);
  return listeners;
}

/** `GET /api/previews`, of every route that an Express router has, or one mounted in it. */
export function routesOf(router: Router): string[] {
  return router.stack.flatMap(({ route, handle }) => {
    if (route) return route.stack.map(({ method }) => `${method.toUpperCase()} ${route.path}`);
    return 'stack' in handle ? routesOf(handle as Router) : [];
  });
}

/** The names of all that people, programs and the clock can set off, as the code itself lists them. */
export function everySurface(context: ListenerContext, api: Router): string[] {
  return [
    ...allCommands(context).map(({ name }) => `command ${name}`),
    ...listenersOf(context).keys(),
    ...new Set(routesOf(api).map((route) => `api ${route}`)),
    ...SCHEDULES.map(({ job }) => `schedule ${job.kind}`),
    ...[...context.manifests.keys()].map((provider) => `webhook ${provider}`),
  ];
}
