import express, { type ErrorRequestHandler, type Request, Router } from 'express';
import type { Logger } from 'pino';
import type { InboundRequest } from '../integrations/contract.ts';
import type { Intake, IntakeOutcome } from '../integrations/intake.ts';

/** In bytes; Jira's own deliveries may reach it. */
const MAX_BODY = 25 * 1024 * 1024;

/** `POST /api/webhooks/<provider>`: what is answered 200 is stored; everything after that is a job's. */
export function webhookRoutes(options: { intake: Intake; log: Logger }): Router {
  const { intake, log } = options;
  const router = Router();
  const rawBody = express.raw({ type: 'application/json', limit: MAX_BODY, inflate: false });

  router.post('/api/webhooks/:provider', rawBody, async (request, response) => {
    const provider = request.params.provider ?? '';
    if (!Buffer.isBuffer(request.body)) {
      response.status(415).json({ error: 'Send the delivery as content-type application/json.' });
      return;
    }
    const inbound = { headers: headersOf(request), body: request.body };
    const outcome = await intake(provider, inbound, addressOf(request));
    const { status, body } = answerTo(outcome);
    log[status < 400 ? 'info' : 'warn']({ provider, status, outcome }, 'webhook delivery');
    response.status(status).json(body);
  });
  router.use('/api/webhooks', unreadable(log));
  return router;
}

function answerTo(outcome: IntakeOutcome): { status: number; body: Record<string, unknown> } {
  switch (outcome.kind) {
    case 'accepted':
      return { status: 200, body: { accepted: outcome.deliveries } };
    case 'ignored':
      return { status: 200, body: { ignored: outcome.reason } };
    case 'not_understood':
      return { status: 400, body: { error: outcome.reason, kept: outcome.deliveries } };
    case 'unverified':
      return { status: 401, body: { error: outcome.reason } };
    case 'unknown_provider':
      return { status: 404, body: { error: 'There is no such provider.' } };
    case 'closed':
      return { status: 503, body: { error: outcome.advice } };
  }
}

function headersOf(request: Request): InboundRequest['headers'] {
  const single = ([name, value]: [string, string | string[] | undefined]) =>
    [name, Array.isArray(value) ? value.join(', ') : value] as const;
  return Object.fromEntries(Object.entries(request.headers).map(single));
}

function addressOf(request: Request): string | undefined {
  const { integration } = request.query;
  return typeof integration === 'string' ? integration : undefined;
}

/** A body too large or cut off is the sender's; anything else is ours, and must not look like success. */
function unreadable(log: Logger): ErrorRequestHandler {
  return (error: { status?: number; message: string }, _request, response, _next) => {
    const status = error.status !== undefined && error.status < 500 ? error.status : 503;
    if (status === 503) log.error({ err: error }, 'a webhook delivery could not be stored');
    const body =
      status === 503
        ? { error: 'The delivery could not be stored. Send it again.' }
        : { error: error.message };
    response.status(status).json(body);
  };
}
