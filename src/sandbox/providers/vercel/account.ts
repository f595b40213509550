/** Who owns this pretend Vercel: one team, one person, one token, two projects. None of it ever changes. */

export const TOKEN = 'vercel_sandbox_token';

export const TEAM = { id: 'team_sandboxAcme4k2Fq8Lw0Zt7', slug: 'acme', name: 'Acme' } as const;

export const USER = {
  id: 'sandboxAda9pR3xV6bN1yH5c',
  username: 'ada',
  name: 'Ada Acme',
  email: 'ada@acme.example',
} as const;

/** When team, person and projects were made, in epoch milliseconds. */
export const FOUNDED_AT = Date.UTC(2025, 0, 15, 9, 0);

export interface Project {
  id: string;
  name: string;
  framework: 'nextjs' | 'astro';
  repo: { id: number; org: string; name: string; productionBranch: string };
}

export const WEB_APP: Project = {
  id: 'prj_sandboxWebApp7Kq2mXv9Ls4Rt1',
  name: 'web-app',
  framework: 'nextjs',
  repo: { id: 731_204_518, org: 'acme', name: 'web-app', productionBranch: 'main' },
};

export const DOCS: Project = {
  id: 'prj_sandboxDocs3Hn8wPz5Gy6Jd0',
  name: 'docs',
  framework: 'astro',
  repo: { id: 731_204_977, org: 'acme', name: 'docs', productionBranch: 'main' },
};

export const PROJECTS: readonly Project[] = [WEB_APP, DOCS];

/** The project of that id or name, as Vercel lets either stand in a path or filter. */
export function findProject(idOrName: string): Project | undefined {
  return PROJECTS.find((project) => project.id === idOrName || project.name === idOrName);
}

/** The project of an id that this world itself wrote down. */
export function projectOf(id: string): Project {
  const project = findProject(id);
  if (!project) throw new Error(`no project ${id} in this world`);
  return project;
}
