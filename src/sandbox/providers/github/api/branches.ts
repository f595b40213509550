import { Router } from 'express';
import { z } from 'zod';
import { nodeId } from '../answers/account.ts';
import { isProtected } from '../changes/branches.ts';
import type { Engine } from '../engine.ts';
import { allow } from './guards.ts';
import { pageOf, readListQuery } from './paging.ts';
import { readQuery } from './read.ts';

/** The operations on branches: listing them, and finding those that begin with something. */
export function branchRoutes(engine: Engine): Router {
  const { world, links } = engine;
  const router = Router();
  const readable = allow(engine, 'read', 'contents');
  const byName = () => world.branches.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const commitUrl = (sha: string) => links.repository(`/commits/${sha}`);

  router.get('/repos/:owner/:repo/branches', readable, (request, response) => {
    const { protected: wanted } = readListQuery(request, {
      protected: z.enum(['true', 'false']).optional(),
    });
    const all = byName().filter((branch) => wanted === undefined || String(isProtected(branch)) === wanted);
    response.json(
      pageOf(links, request, response, all).map((branch) => ({
        name: branch.name,
        commit: { sha: branch.sha, url: commitUrl(branch.sha) },
        protected: isProtected(branch),
      })),
    );
  });

  router.get('/repos/:owner/:repo/git/matching-refs/*ref', readable, (request, response) => {
    readQuery(request, {});
    const start = `refs/${[request.params.ref ?? []].flat().join('/')}`;
    const refs = byName().flatMap(({ name, sha }) => {
      const ref = `refs/heads/${name}`;
      if (!ref.startsWith(start)) return [];
      const object = { type: 'commit', sha, url: links.repository(`/git/commits/${sha}`) };
      return { ref, node_id: nodeId('REF', name.length), url: links.repository(`/git/${ref}`), object };
    });
    response.json(refs);
  });

  return router;
}
