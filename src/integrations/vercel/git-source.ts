import type { GitSource } from '@vercel/sdk/models/responsebodyimages.js';
import {
  namedBranch,
  productionBranchError,
  USUAL_PRODUCTION_BRANCHES,
} from '../deployment-rules/branches.ts';
import { ProviderError } from '../errors.ts';
import type { LinkAnswer, ProjectAnswer } from './answers.ts';

/**
 * What to build, in the words of `POST /v13/deployments`. Throws code `production_branch` for the branch that Vercel
 * would deploy to production, and `invalid_request` where the project has no repository Vercel can build from.
 */
export function gitSourceOf(project: ProjectAnswer, branch: string, sha?: string): GitSource {
  const { link } = project;
  const ref = namedBranch(branch);
  if (!link) {
    throw new ProviderError(
      'invalid_request',
      `The Vercel project ${project.name} is not connected to a Git repository. Connect one in Vercel → ${project.name} → Settings → Git, then try again.`,
    );
  }
  if (productionBranchesOf(link).includes(ref)) {
    throw productionBranchError(ref, `the production branch of ${project.name}`);
  }
  const source = sourceOf(link, sha ? { ref, sha } : { ref });
  if (source) return source;
  throw new ProviderError(
    'invalid_request',
    `Vercel cannot deploy ${project.name} on request: its ${link.type} repository is linked without what the API needs. Connect it again in Vercel → ${project.name} → Settings → Git.`,
  );
}

function productionBranchesOf(link: LinkAnswer): readonly string[] {
  return link.productionBranch ? [link.productionBranch] : USUAL_PRODUCTION_BRANCHES;
}

function sourceOf(link: LinkAnswer, at: { ref: string; sha?: string }): GitSource | undefined {
  const { type, org, repo, repoId, projectId, uuid, workspaceUuid, owner, slug } = link;
  switch (type) {
    case 'github':
      if (repoId) return { type, repoId, ...at };
      return org && repo ? { type, org, repo, ...at } : undefined;
    case 'github-limited':
      if (repoId) return { type, repoId, ...at };
      return org && repo ? { type, org, repo, ...at } : undefined;
    case 'gitlab':
      return projectId ? { type, projectId, ...at } : undefined;
    case 'bitbucket':
      if (uuid) return { type, repoUuid: uuid, ...(workspaceUuid ? { workspaceUuid } : {}), ...at };
      return owner && slug ? { type, owner, slug, ...at } : undefined;
    default:
      return undefined;
  }
}
