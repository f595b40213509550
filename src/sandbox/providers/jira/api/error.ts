import type { ErrorRequestHandler } from 'express';
import { JqlError } from '../jql/tokens.ts';

/** An answer as Jira refuses: sentences, and others by the field that they are about. */
export class ApiError extends Error {
  readonly status: number;
  readonly errorMessages: readonly string[];
  readonly errors: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    errorMessages: readonly string[],
    errors: Readonly<Record<string, string>> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(errorMessages.join(' '));
    this.status = status;
    this.errorMessages = errorMessages;
    this.errors = errors;
    this.headers = headers;
  }
}

/** What is wrong with fields, each by its id. */
export const invalidFields = (errors: Readonly<Record<string, string>>) => new ApiError(400, [], errors);

export const invalidPayload = () =>
  new ApiError(400, ['Invalid request payload. Refer to the REST API documentation and try again.']);

/** Jira says the same of what is not there and of what the account may not see. */
export const noIssue = () =>
  new ApiError(404, ['Issue does not exist or you do not have permission to see it.']);

/** Turns what a route threw into the vendor's answer. */
export const answerError: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) return next(error);
  const { status, headers, errorMessages, errors } = refusalOf(error);
  response.status(status).set(headers).json({ errorMessages, errors });
};

/** The body parser's complaints are the caller's fault; all else is ours. */
function refusalOf(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof JqlError) return new ApiError(400, [error.message]);
  const type = error instanceof Error && 'type' in error ? error.type : undefined;
  if (type === 'entity.parse.failed') return invalidPayload();
  if (type === 'entity.too.large') return new ApiError(413, ['The request is too large.']);
  return new ApiError(500, [error instanceof Error ? error.message : 'Internal server error']);
}
