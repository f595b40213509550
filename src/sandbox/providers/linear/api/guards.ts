import type { RequestHandler } from 'express';
import { TOKEN } from '../account.ts';
import type { World } from '../world.ts';
import { linearError } from './errors.ts';

/** Lets through what bears the one API key as it is, for as long as it is not revoked. */
export function requireKey(world: World): RequestHandler {
  return (request, _response, next) => {
    const given = request.get('authorization') ?? '';
    if (/^bearer lin_api_/i.test(given)) {
      throw linearError(
        'INPUT_ERROR',
        "It looks like you're trying to use an API key as a Bearer token. Remove the Bearer prefix from the Authorization header.",
      );
    }
    if (given !== TOKEN || world.tokenRevoked) {
      throw linearError(
        'AUTHENTICATION_ERROR',
        'Authentication required, not authenticated',
        'You need to authenticate to access this operation.',
      );
    }
    next();
  };
}

/** Linear refuses what a form on another site could send. */
export const requireJson: RequestHandler = (request, _response, next) => {
  if (request.is('application/json')) return next();
  throw linearError('INPUT_ERROR', 'This operation has been blocked as a potential CSRF.');
};
