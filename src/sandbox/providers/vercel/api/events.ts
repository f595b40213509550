import type { RequestHandler, Response } from 'express';
import { z } from 'zod';
import { logEvent } from '../answers/log-event.ts';
import { type LogLine, logAt, nextLineAt } from '../build-log.ts';
import type { Engine } from '../engine.ts';
import { hasEnded, nextChangeAt } from '../lifecycle.ts';
import type { Deployment } from '../world.ts';
import { existing } from './existing.ts';
import { flagParameter, numberParameter, readQuery } from './read.ts';

const USUAL = 100;

const parameters = {
  direction: z
    .enum(['forward', 'backward'], 'should be equal to one of the allowed values "backward, forward"')
    .optional(),
  follow: flagParameter,
  limit: numberParameter,
  name: z.string().optional(),
  since: numberParameter,
  until: numberParameter,
  statusCode: z.string().optional(),
  delimiter: flagParameter,
  builds: flagParameter,
};

type Parameters = z.infer<z.ZodObject<typeof parameters>>;

/**
 * GET /v3/deployments/{idOrUrl}/events: the build's log as a list, or with `follow=1` as lines of JSON that go on
 * until the build has ended.
 */
export function deploymentEvents(engine: Engine): RequestHandler<{ idOrUrl: string }> {
  return (request, response) => {
    const query = readQuery(request, parameters);
    const deployment = existing(engine, request.params.idOrUrl);
    if (query.follow === '1') return follow(engine, deployment, query, response);
    const lines = logAt(deployment, engine.now()).filter((line) => wanted(deployment, line, query));
    const ordered = query.direction === 'backward' ? lines.reverse() : lines;
    const limit = query.limit ?? USUAL;
    response.json((limit < 0 ? ordered : ordered.slice(0, limit)).map((line) => logEvent(deployment, line)));
  };
}

function wanted(deployment: Deployment, line: LogLine, { name, since, until }: Parameters): boolean {
  return (
    (name === undefined || name === deployment.buildId) &&
    (since === undefined || line.at >= since) &&
    (until === undefined || line.at <= until)
  );
}

function follow(engine: Engine, deployment: Deployment, query: Parameters, response: Response): void {
  let sent = 0;
  let cancel = () => {};
  const stopListening = engine.onChange(step);
  response.on('close', () => {
    cancel();
    stopListening();
  });
  response.type('application/stream+json');
  response.flushHeaders();
  step();

  function step(): void {
    cancel();
    const now = engine.now();
    for (const line of logAt(deployment, now).filter(({ index }) => index >= sent)) {
      sent = line.index + 1;
      if (wanted(deployment, line, query)) response.write(`${JSON.stringify(logEvent(deployment, line))}\n`);
    }
    if (hasEnded(deployment, now) || !engine.world.deployments.includes(deployment)) {
      response.end();
      return;
    }
    const next = nextLineAt(deployment, now) ?? nextChangeAt(deployment, now);
    if (next !== undefined) cancel = engine.timers.after(Math.max(0, next - now), step);
  }
}
