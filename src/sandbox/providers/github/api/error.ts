import type { ErrorRequestHandler } from 'express';

const DOCUMENTATION = 'https://docs.github.com/rest';

/** What is wrong with one field, in GitHub's words. */
export interface FieldError {
  resource: string;
  field: string;
  code: 'missing' | 'missing_field' | 'invalid' | 'already_exists' | 'unprocessable' | 'custom';
  value?: unknown;
  message?: string;
}

/** An answer as GitHub refuses: `{message, errors?, documentation_url}`. */
export class ApiError extends Error {
  readonly status: number;
  readonly extra: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    extra: Readonly<Record<string, unknown>> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.extra = extra;
    this.headers = headers;
  }
}

export const notFound = () => new ApiError(404, 'Not Found');

export const validationFailed = (...errors: FieldError[]) =>
  new ApiError(422, 'Validation Failed', { errors });

/** Turns what a route threw into the vendor's answer. */
export const answerError: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) return next(error);
  const refusal = error instanceof ApiError ? error : unforeseen(error);
  response
    .status(refusal.status)
    .set(refusal.headers)
    .json({
      message: refusal.message,
      ...refusal.extra,
      documentation_url: DOCUMENTATION,
      status: String(refusal.status),
    });
};

/** The body parser's complaints are the caller's fault; all else is ours. */
function unforeseen(error: unknown): ApiError {
  const type = error instanceof Error && 'type' in error ? error.type : undefined;
  if (type === 'entity.parse.failed') return new ApiError(400, 'Problems parsing JSON');
  if (type === 'entity.too.large') return new ApiError(413, 'Payload too big');
  return new ApiError(500, error instanceof Error ? error.message : 'Server Error');
}
