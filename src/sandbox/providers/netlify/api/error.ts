import type { ErrorRequestHandler } from 'express';

/** An answer as Netlify refuses: `{code, message}`, the code being the HTTP status. */
export class ApiError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export const notFound = () => new ApiError(404, 'Not Found');
export const unprocessable = (message: string) => new ApiError(422, message);

/** Turns what a route threw into the vendor's answer. */
export const answerError: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) return next(error);
  const { status, message } = error instanceof ApiError ? error : unforeseen(error);
  response.status(status).json({ code: status, message });
};

/** The body parser's complaints are the caller's fault; all else is ours. */
function unforeseen(error: unknown): ApiError {
  const type = error instanceof Error && 'type' in error ? error.type : undefined;
  if (type === 'entity.parse.failed') return new ApiError(400, 'Invalid JSON');
  if (type === 'entity.too.large') return new ApiError(413, 'Request Entity Too Large');
  return new ApiError(500, error instanceof Error ? error.message : 'Internal Server Error');
}
