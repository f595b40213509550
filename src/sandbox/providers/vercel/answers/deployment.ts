import { FOUNDED_AT, type Project, projectOf, TEAM, USER } from '../account.ts';
import { FAILURE } from '../failures.ts';
import { stateAt } from '../lifecycle.ts';
import type { Links } from '../links.ts';
import type { Deployment } from '../world.ts';

/** A deployment as POST and GET /v13/deployments and the cancelling PATCH answer it. */
export function deploymentAnswer(deployment: Deployment, now: number, links: Links) {
  const project = projectOf(deployment.projectId);
  return {
    ...common(deployment, now, links),
    id: deployment.id,
    status: stateAt(deployment, now),
    bootedAt: deployment.initializingAt,
    buildingAt: deployment.buildingAt ?? deployment.initializingAt,
    createdIn: 'sfo1',
    ownerId: TEAM.id,
    plan: 'pro',
    public: false,
    version: 2,
    regions: ['iad1'],
    routes: null,
    env: [],
    build: { env: [] },
    buildSkipped: false,
    isInConcurrentBuildsQueue: false,
    isInSystemBuildsQueue: false,
    alias: aliases(deployment, project),
    nodeVersion: '22.x',
    gitSource: {
      type: 'github',
      repoId: project.repo.id,
      org: project.repo.org,
      repo: project.repo.name,
      ref: deployment.branch,
      sha: deployment.sha,
    },
    project: { id: project.id, name: project.name, framework: project.framework },
    team: { id: TEAM.id, name: TEAM.name, slug: TEAM.slug },
  };
}

/** A deployment as the list of GET /v6/deployments has it: the same facts under slightly other names. */
export function listedDeployment(deployment: Deployment, now: number, links: Links) {
  return {
    ...common(deployment, now, links),
    uid: deployment.id,
    created: deployment.createdAt,
    state: stateAt(deployment, now),
    isRollbackCandidate: stateAt(deployment, now) === 'READY' && deployment.target === 'production',
    ...(deployment.buildingAt !== null && deployment.buildingAt <= now
      ? { buildingAt: deployment.buildingAt }
      : {}),
  };
}

function common(deployment: Deployment, now: number, links: Links) {
  const project = projectOf(deployment.projectId);
  return {
    name: project.name,
    projectId: project.id,
    type: 'LAMBDAS',
    url: links.site(deployment),
    inspectorUrl: links.inspector(deployment),
    createdAt: deployment.createdAt,
    creator: { uid: USER.id, username: USER.username, email: USER.email },
    meta: deployment.meta,
    source: deployment.source,
    target: deployment.target,
    aliasAssigned: stateAt(deployment, now) === 'READY',
    projectSettings: { framework: project.framework, nodeVersion: '22.x', createdAt: FOUNDED_AT },
    readyState: stateAt(deployment, now),
    ...ending(deployment, now),
  };
}

/** The fields that appear only once it has ended one way or the other. */
function ending(deployment: Deployment, now: number) {
  switch (stateAt(deployment, now)) {
    case 'READY':
      return { ready: deployment.endsAt ?? now, readySubstate: deployment.target ? 'PROMOTED' : 'STAGED' };
    case 'CANCELED':
      return { canceledAt: deployment.canceledAt ?? now };
    case 'ERROR': {
      const failure = deployment.failure ? FAILURE[deployment.failure] : undefined;
      return {
        buildErrorAt: deployment.endsAt ?? now,
        errorCode: failure?.code,
        errorMessage: failure?.message,
        errorStep: failure?.step,
      };
    }
    default:
      return {};
  }
}

function aliases(deployment: Deployment, project: Project): string[] {
  if (deployment.target === 'production') return [`${project.name}-${TEAM.slug}.vercel.app`];
  const slug = deployment.branch.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return [`${project.name}-git-${slug}-${TEAM.slug}.vercel.app`];
}
