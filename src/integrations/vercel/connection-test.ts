import type { ConnectionReport } from '../contract.ts';
import { hasCode } from '../errors.ts';
import { writtenTime } from '../written-time.ts';
import type { DeploymentAnswer, ProjectAnswer } from './answers.ts';
import type { VercelApi } from './api.ts';
import { toDeployment, wordOf } from './map.ts';

const RECENT = 5;

/** Proves the token, the team and the project, in the order in which a person would mend them. */
export async function testConnection(api: VercelApi): Promise<ConnectionReport> {
  const user = await nameOfUser(api);
  const project = await api.project();
  const [team, recent] = await Promise.all([nameOfTeam(api), api.deployments(RECENT)]);
  const where = team ? ` in ${team}` : '';
  const who = user ? ` as ${user}` : '';
  return {
    summary: `Connected to ${project.name}${where}${who}.`,
    details: [
      { title: 'Project', items: projectLines(project) },
      {
        title: 'Recent deployments',
        items: recent.length > 0 ? recent.slice(0, RECENT).map(deploymentLine) : ['None yet'],
      },
    ],
  };
}

/** A token may be good for one project and still not see its own user. */
async function nameOfUser(api: VercelApi): Promise<string | undefined> {
  try {
    return await api.user();
  } catch (error) {
    if (hasCode(error, 'forbidden')) return undefined;
    throw error;
  }
}

async function nameOfTeam(api: VercelApi): Promise<string | undefined> {
  const wanted = api.teamName;
  if (!wanted) return undefined;
  try {
    const team = (await api.teams()).find(({ id, slug }) => id === wanted || slug === wanted);
    return team?.name ?? team?.slug ?? wanted;
  } catch (error) {
    if (hasCode(error, 'forbidden')) return wanted;
    throw error;
  }
}

function projectLines({ link }: ProjectAnswer): string[] {
  if (!link) {
    return ['Not connected to a Git repository: connect one in Vercel → Settings → Git to deploy previews'];
  }
  const owner = link.org ?? link.owner;
  const name = link.repo ?? link.slug;
  const repository = owner && name ? `${link.type} · ${owner}/${name}` : link.type;
  return [
    `Git: ${repository}`,
    ...(link.productionBranch ? [`Production branch, never deployed: ${link.productionBranch}`] : []),
  ];
}

function deploymentLine(answer: DeploymentAnswer): string {
  const { branch, createdAt } = toDeployment(answer);
  return [branch ?? answer.id, wordOf(answer) ?? 'UNKNOWN', writtenTime(createdAt)].join(' · ');
}
