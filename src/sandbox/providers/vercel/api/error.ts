import type { ErrorRequestHandler } from 'express';

/** An answer as Vercel refuses: `{error: {code, message, …}}` (https://vercel.com/docs/rest-api/errors). */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(status: number, code: string, message: string, extra: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.extra = extra;
  }
}

export const badRequest = (message: string) => new ApiError(400, 'bad_request', message);

export const notFound = (what: string, id: string) =>
  new ApiError(404, 'not_found', `Could not find the ${what}: ${id}`);

/** Turns what a route threw into the vendor's answer. */
export const answerError: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) return next(error);
  const refusal = error instanceof ApiError ? error : unforeseen(error);
  response
    .status(refusal.status)
    .json({ error: { code: refusal.code, message: refusal.message, ...refusal.extra } });
};

/** The body parser's complaints are the caller's fault; all else is ours. */
function unforeseen(error: unknown): ApiError {
  const type = error instanceof Error && 'type' in error ? error.type : undefined;
  if (type === 'entity.parse.failed') return badRequest('Invalid JSON');
  if (type === 'entity.too.large') return new ApiError(413, 'request_entity_too_large', 'Request Too Long');
  const message = error instanceof Error ? error.message : 'An unexpected internal error occurred';
  return new ApiError(500, 'internal_server_error', message);
}
