import { FOUNDED_AT, type Project, TEAM } from '../account.ts';
import { stateAt } from '../lifecycle.ts';
import type { Links } from '../links.ts';
import type { World } from '../world.ts';
import { deploymentAnswer } from './deployment.ts';

/** A project as GET /v9/projects/{idOrName} and GET /v10/projects answer it. */
export function projectAnswer(project: Project, world: World, now: number, links: Links) {
  const newestFirst = world.deployments.filter(({ projectId }) => projectId === project.id).reverse();
  const production = newestFirst.find(
    (deployment) => deployment.target === 'production' && stateAt(deployment, now) === 'READY',
  );
  const brief = (deployment: (typeof newestFirst)[number]) => ({
    ...deploymentAnswer(deployment, now, links),
    deploymentHostname: deployment.host,
    private: false,
    userId: deployment.meta.githubCommitAuthorLogin,
  });
  const resources = { fluid: true, functionDefaultRegions: ['iad1'], functionDefaultTimeout: 300 };
  return {
    id: project.id,
    name: project.name,
    accountId: TEAM.id,
    framework: project.framework,
    nodeVersion: '22.x',
    directoryListing: false,
    alias: [],
    deploymentExpiration: {},
    live: production !== undefined,
    resourceConfig: resources,
    defaultResourceConfig: resources,
    createdAt: FOUNDED_AT,
    updatedAt: newestFirst[0]?.createdAt ?? FOUNDED_AT,
    link: {
      type: 'github',
      org: project.repo.org,
      repo: project.repo.name,
      repoId: project.repo.id,
      productionBranch: project.repo.productionBranch,
      gitCredentialId: 'cred_sandbox',
      deployHooks: [],
      sourceless: false,
      createdAt: FOUNDED_AT,
      updatedAt: FOUNDED_AT,
    },
    latestDeployments: newestFirst.slice(0, 2).map(brief),
    targets: production ? { production: brief(production) } : {},
  };
}
