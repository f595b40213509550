import { projectOf } from './account.ts';
import type { Deployment } from './world.ts';

/**
 * Addresses of what this router itself serves. The vendor answers bare hostnames; these are whole addresses, so
 * that a person of the sandbox can open them.
 */
export interface Links {
  site(deployment: Deployment): string;
  inspector(deployment: Deployment): string;
  project(projectId: string): string;
}

/** `baseUrl` is asked each time: the port is not known before the server listens. */
export function linksUnder(baseUrl: () => string): Links {
  const base = () => baseUrl().replace(/\/+$/, '');
  const project = (id: string) => `${base()}/dashboard/${projectOf(id).name}`;
  return {
    site: (deployment) => `${base()}/sites/${deployment.host}`,
    inspector: (deployment) => `${project(deployment.projectId)}/${deployment.id}`,
    project,
  };
}
