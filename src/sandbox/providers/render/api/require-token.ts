import type { RequestHandler } from 'express';
import { TOKEN } from '../account.ts';
import type { World } from '../world.ts';
import { ApiError } from './error.ts';

/** Lets through what bears the one API key, as long as it is not revoked. */
export function requireToken(world: World): RequestHandler {
  return (request, _response, next) => {
    const token = /^Bearer (\S+)$/i.exec(request.get('authorization') ?? '')?.[1];
    if (token !== TOKEN || world.tokenRevoked) throw new ApiError(401, 'Unauthorized');
    next();
  };
}
