import type { RequestHandler } from 'express';
import { z } from 'zod';
import { OWNER } from '../account.ts';
import { type LogLine, logAt } from '../build-log.ts';
import { deploysOf } from '../deploys.ts';
import type { Engine } from '../engine.ts';
import { badRequest } from './error.ts';
import { existingService } from './existing.ts';
import { listParameter, pageParameters, readQuery, timeParameter } from './read.ts';

const HOUR = 60 * 60_000;
const USUAL = 20;

const parameters = {
  limit: pageParameters.limit,
  ownerId: z.string('required'),
  resource: z.union([z.string(), z.array(z.string())], 'required').transform((value) => [value].flat()),
  type: listParameter,
  startTime: timeParameter,
  endTime: timeParameter,
  direction: z.enum(['forward', 'backward']).optional(),
};

interface Entry extends LogLine {
  resource: string;
}

/** GET /logs. This world's services print nothing but builds. */
export function listLogs(engine: Engine): RequestHandler {
  return (request, response) => {
    const query = readQuery(request, parameters);
    if (query.ownerId !== OWNER.id) throw badRequest('invalid ownerId');
    const now = engine.now();
    const from = query.startTime ?? now - HOUR;
    const to = query.endTime ?? now;
    const isForward = query.direction === 'forward';
    const found = query.resource
      .flatMap((id) => entriesOf(engine, id))
      .filter(({ at }) => at >= from && at <= to && (query.type?.includes('build') ?? true))
      .sort((a, b) => (isForward ? a.at - b.at : b.at - a.at));
    const page = found.slice(0, query.limit ?? USUAL);
    const next = found[page.length];
    response.json({
      hasMore: next !== undefined,
      nextStartTime: written(isForward && next ? next.at : from),
      nextEndTime: written(!isForward && next ? next.at : to),
      logs: page.map(entryResponse),
    });
  };
}

function entriesOf(engine: Engine, serviceId: string): Entry[] {
  const { id } = existingService(engine, serviceId);
  return deploysOf(engine.world, id).flatMap((deploy) =>
    logAt(deploy, engine.now()).map((line) => ({ ...line, resource: id })),
  );
}

function entryResponse({ id, text, at, level, resource }: Entry) {
  const labels = { resource, level, type: 'build' };
  return {
    id,
    message: text,
    timestamp: written(at),
    labels: Object.entries(labels).map(([name, value]) => ({ name, value })),
  };
}

function written(at: number): string {
  return new Date(at).toISOString();
}
