import type { RequestHandler } from 'express';
import { SITE, TOKEN } from '../account.ts';
import { findDeploy } from '../deploys.ts';
import type { Engine } from '../engine.ts';
import type { Deploy, World } from '../world.ts';
import { ApiError, notFound } from './error.ts';

/** Lets through what bears the one token, as long as it is not revoked. */
export function requireToken(world: World): RequestHandler {
  return (request, _response, next) => {
    const token = /^Bearer (\S+)$/i.exec(request.get('authorization') ?? '')?.[1];
    if (token !== TOKEN || world.tokenRevoked) throw new ApiError(401, 'Access Denied');
    next();
  };
}

/** Throws the vendor's 404 unless the one site is meant; Netlify takes a site's domain for its id too. */
export function requireSite(id: string | undefined): void {
  if (id !== SITE.id && id !== SITE.domain) throw notFound();
}

/** The deploy a path names; throws the vendor's 404 where there is none. */
export function existingDeploy({ world }: Engine, id: string): Deploy {
  const deploy = findDeploy(world, id);
  if (!deploy) throw notFound();
  return deploy;
}
