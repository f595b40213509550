import type { Request, RequestHandler } from 'express';
import { TEAM, TOKEN } from '../account.ts';
import type { World } from '../world.ts';
import { ApiError } from './error.ts';

/** Lets through what bears the one token, as long as it is not revoked. */
export function requireToken(world: World): RequestHandler {
  return (request, _response, next) => {
    const token = bearer(request);
    if (token === undefined) {
      throw new ApiError(403, 'forbidden', 'The request is missing an authentication token', {
        missingToken: true,
      });
    }
    if (token !== TOKEN || world.tokenRevoked) {
      throw new ApiError(403, 'forbidden', 'Not authorized', { invalidToken: true });
    }
    next();
  };
}

/** Lets through what names the token's team, or none: then the user's default team is meant, which is the same. */
export const requireTeam: RequestHandler = (request, _response, next) => {
  const { teamId, slug } = request.query;
  const wrong = [
    [teamId, TEAM.id],
    [slug, TEAM.slug],
  ].find(([given, own]) => given !== undefined && given !== own);
  if (wrong) {
    throw new ApiError(
      403,
      'forbidden',
      `Not authorized: Trying to access resource under scope "${String(wrong[0])}". You must re-authenticate to this scope or use a token with access to this scope.`,
    );
  }
  next();
};

function bearer(request: Request): string | undefined {
  return /^Bearer (\S+)$/i.exec(request.get('authorization') ?? '')?.[1];
}
