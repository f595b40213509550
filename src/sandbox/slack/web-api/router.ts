import express, { type Request, type Response, Router } from 'express';
import { Refusal } from '../workspace/refusal.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { Arguments, parseBody } from './arguments.ts';
import type { Call, Method } from './method.ts';
import { methods } from './methods.ts';
import type { PlannedFailure, PlannedFailures } from './planned-failures.ts';
import { RateLimiter } from './rate-limits.ts';

/** One call as it came in, the token left out: for tests and for reading along. */
export interface RecordedCall {
  method: string;
  args: Readonly<Record<string, unknown>>;
  at: Date;
}

export interface WebApiOptions {
  botToken: string;
  /** Whether tiers are enforced with 429. */
  rateLimits: boolean;
  failures: PlannedFailures;
  record: (call: RecordedCall) => void;
}

/** Answers `/<method>` as slack.com/api does: GET or POST, form, multipart or JSON. */
export function webApiRouter(workspace: Workspace, options: WebApiOptions): Router {
  const limiter = new RateLimiter(workspace.now);
  const router = Router();
  router.use(express.raw({ type: () => true, limit: '5mb' }));
  router.all('/:method', async (request, response) => {
    const name = String(request.params.method);
    try {
      const method = methods.get(name);
      if (!method) throw new Refusal('unknown_method', { req_method: name });
      const { token, args } = await readRequest(request);
      options.record({ method: name, args: args.values, at: workspace.now() });
      const failure = options.failures.next(name);
      if (failure) return fail(response, failure);
      if (name !== 'api.test') authenticate(token, options.botToken);
      const call = { workspace, args };
      const wait = options.rateLimits ? limiter.take(rateKey(name, method, call), method.tier) : 0;
      if (wait > 0) return fail(response, { retryAfter: wait });
      checkScope(method, call, response);
      response.json({ ok: true, ...method.run(call) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      response.json({ ok: false, error: error.code, ...error.details });
    }
  });
  return router;
}

async function readRequest(request: Request): Promise<{ token: string | undefined; args: Arguments }> {
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const parsed = await parseBody(body, request.get('content-type') ?? '');
  const { token, ...values } = { ...request.query, ...parsed };
  const header = /^Bearer (.+)$/i.exec(request.get('authorization') ?? '')?.[1];
  return { token: header ?? (typeof token === 'string' ? token : undefined), args: new Arguments(values) };
}

function authenticate(token: string | undefined, botToken: string): void {
  if (!token) throw new Refusal('not_authed');
  if (token !== botToken) throw new Refusal('invalid_auth');
}

function rateKey(name: string, method: Method, call: Call): string {
  return `${name} ${method.rateKey?.(call) ?? ''}`;
}

function checkScope(method: Method, call: Call, response: Response): void {
  const provided = call.workspace.manifest.oauth_config.scopes.bot;
  const needed = method.scope(call);
  response.set('X-OAuth-Scopes', provided.join(','));
  if (needed === undefined) return;
  response.set('X-Accepted-OAuth-Scopes', needed);
  if (!provided.includes(needed))
    throw new Refusal('missing_scope', { needed, provided: provided.join(',') });
}

function fail(response: Response, failure: PlannedFailure): void {
  if ('retryAfter' in failure) {
    response
      .status(429)
      .set('Retry-After', String(failure.retryAfter))
      .json({ ok: false, error: 'ratelimited' });
  } else if ('status' in failure) {
    response.status(failure.status).type('text').send('upstream trouble');
  } else {
    response.json({ ok: false, error: failure.error });
  }
}
