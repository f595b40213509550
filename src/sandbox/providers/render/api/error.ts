import type { ErrorRequestHandler } from 'express';

/** An answer as Render refuses: `{id, message}`. */
export class ApiError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export const badRequest = (message: string) => new ApiError(400, message);

export const notFound = (what: string) => new ApiError(404, `not found: ${what}`);

/** Turns what a route threw into the vendor's answer. */
export const answerError: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) return next(error);
  const { status, message } = error instanceof ApiError ? error : unforeseen(error);
  response.status(status).json({ id: `req-${status}`, message });
};

/** The body parser's complaints are the caller's fault; all else is ours. */
function unforeseen(error: unknown): ApiError {
  const type = error instanceof Error && 'type' in error ? error.type : undefined;
  if (type === 'entity.parse.failed') return badRequest('invalid JSON');
  if (type === 'entity.too.large') return new ApiError(413, 'request body too large');
  return new ApiError(500, error instanceof Error ? error.message : 'internal server error');
}
