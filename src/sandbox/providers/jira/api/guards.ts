import type { RequestHandler } from 'express';
import { BOT, TOKEN } from '../account.ts';
import type { World } from '../world.ts';
import { ApiError } from './error.ts';

const CREDENTIALS = `Basic ${Buffer.from(`${BOT.email}:${TOKEN}`).toString('base64')}`;

/** Lets through the one account's e-mail address with its API token, for as long as that is not revoked. */
export function requireToken(world: World): RequestHandler {
  return (request, _response, next) => {
    const given = request.get('authorization') ?? '';
    if (/^bearer /i.test(given)) {
      throw new ApiError(403, ['Failed to parse Connect Session Auth Token']);
    }
    if (given !== CREDENTIALS || world.tokenRevoked) {
      const reason: Record<string, string> = given ? { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' } : {};
      throw new ApiError(401, ['Client must be authenticated to access this resource.'], {}, reason);
    }
    next();
  };
}

/** Webhooks are the administrators'. */
export function requireAdmin(world: World): RequestHandler {
  return (_request, _response, next) => {
    if (world.isAdmin) return next();
    throw new ApiError(403, ['You do not have permission to perform this operation.']);
  };
}

/** Jira answers 415 to a body of any other kind. */
export const requireJson: RequestHandler = (request, _response, next) => {
  const hasBody = request.method === 'POST' || request.method === 'PUT';
  if (!hasBody || request.is('application/json')) return next();
  throw new ApiError(415, ['Unsupported Media Type']);
};
