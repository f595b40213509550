import type { RequestHandler } from 'express';
import { REPOSITORY, TOKEN } from '../account.ts';
import type { Engine } from '../engine.ts';
import type { Access, Permission } from '../permissions.ts';
import type { World } from '../world.ts';
import { ApiError, notFound } from './error.ts';

/** Lets through what bears the one token, as `Bearer` or `token`, as long as it is not revoked. */
export function requireToken(world: World): RequestHandler {
  return (request, _response, next) => {
    const header = request.get('authorization');
    if (!header) throw new ApiError(401, 'Requires authentication');
    const token = /^(?:bearer|token) (\S+)$/i.exec(header)?.[1];
    if (token !== TOKEN || world.tokenRevoked) throw new ApiError(401, 'Bad credentials');
    next();
  };
}

/** GitHub refuses whoever does not say who they are. */
export const requireUserAgent: RequestHandler = (request, response, next) => {
  if (request.get('user-agent')) return next();
  response.status(403).type('text').send('Request forbidden by administrative rules.');
};

/** The one repository; of any other the token sees nothing. */
export const requireRepository: RequestHandler<{ owner: string; repo: string }> = (
  { params },
  _response,
  next,
) => {
  if (`${params.owner}/${params.repo}`.toLowerCase() !== REPOSITORY.fullName) throw notFound();
  next();
};

/** Lets through what the token may do, any one of the named permissions being enough. */
export function allow({ world }: Engine, access: Access, ...permissions: Permission[]): RequestHandler {
  return (_request, response, next) => {
    const accepted = permissions.map((name) => `${name}=${access}`).join('; ');
    response.set('x-accepted-github-permissions', accepted);
    if (permissions.some((name) => !world.withheld.includes(name))) return next();
    throw new ApiError(403, 'Resource not accessible by personal access token');
  };
}
