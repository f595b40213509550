import { GraphQLError } from 'graphql';

/** Linear's kinds of errors: the code, the type in words, and the HTTP status that it would be. */
const KINDS = {
  INPUT_ERROR: { type: 'invalid input', statusCode: 400 },
  INVALID_INPUT: { type: 'invalid input', statusCode: 400 },
  GRAPHQL_VALIDATION_FAILED: { type: 'graphql error', statusCode: 400 },
  AUTHENTICATION_ERROR: { type: 'authentication error', statusCode: 401 },
  FORBIDDEN: { type: 'forbidden', statusCode: 403 },
  RATELIMITED: { type: 'ratelimited', statusCode: 429 },
  INTERNAL_SERVER_ERROR: { type: 'internal error', statusCode: 500 },
} as const;

export type ErrorCode = keyof typeof KINDS;

/**
 * An error as Linear words it; `forPeople` is the sentence meant to be shown. It stands in the answer's `errors`, which
 * mostly comes with HTTP 200.
 */
export function linearError(code: ErrorCode, message: string, forPeople = message): GraphQLError {
  const { type, statusCode } = KINDS[code];
  return new GraphQLError(message, {
    extensions: {
      type,
      code,
      statusCode,
      userError: code !== 'INTERNAL_SERVER_ERROR',
      userPresentableMessage: forPeople,
    },
  });
}

export function notFound(entity: string): GraphQLError {
  return linearError('INPUT_ERROR', `Entity not found: ${entity}`, `Could not find referenced ${entity}.`);
}

/** What a value is that a mutation was given and does not take: `priority must not be greater than 4.` */
export function invalid(what: string): GraphQLError {
  return linearError('INVALID_INPUT', 'Argument Validation Error', what);
}
