import { stripVTControlCharacters } from 'node:util';
import { type Html, html, page } from '../../shared/html.ts';
import { type Project, projectOf } from '../account.ts';
import { commitOf } from '../branches.ts';
import { logAt } from '../build-log.ts';
import { FAILURE } from '../failures.ts';
import { stateAt } from '../lifecycle.ts';
import type { Links } from '../links.ts';
import type { Deployment, World } from '../world.ts';

/** The preview itself. */
export function sitePage(deployment: Deployment, world: World, links: Links): string {
  const { name } = projectOf(deployment.projectId);
  return page(
    `${name}: ${deployment.branch}`,
    html`<h1>${name}</h1>
<p>This is where the ${deployment.target ?? 'preview'} deployment of <b>${deployment.branch}</b> would be.</p>
${facts(deployment, world, 'READY')}
<p><a href="${links.inspector(deployment)}">Inspect this deployment</a></p>`,
  );
}

/** The vendor's own page about a deployment, with its log. */
export function inspectorPage(deployment: Deployment, world: World, now: number, links: Links): string {
  const state = stateAt(deployment, now);
  const lines = logAt(deployment, now).map(({ type, text }) => {
    const plain = stripVTControlCharacters(text);
    return type === 'stderr' ? html`<span class="error">${plain}</span>` : html`${plain}`;
  });
  const failure = state === 'ERROR' && deployment.failure ? FAILURE[deployment.failure].message : '';
  return page(
    `Deployment ${deployment.id}`,
    html`<p><a href="${links.project(deployment.projectId)}">${projectOf(deployment.projectId).name}</a></p>
<h1>${deployment.host}</h1>
${facts(deployment, world, state)}
<p class="error">${failure}</p>
${lines.length > 0 ? html`<pre>${lines}</pre>` : html`<p>There is no build log.</p>`}
<p><a href="${links.site(deployment)}">Visit</a></p>`,
  );
}

/** A project and what was deployed of it, newest first. */
export function projectPage(project: Project, world: World, now: number, links: Links): string {
  const rows = world.deployments
    .filter(({ projectId }) => projectId === project.id)
    .reverse()
    .map(
      (deployment) =>
        html`<li><a href="${links.inspector(deployment)}">${deployment.branch}</a>, ${stateAt(deployment, now)}</li>`,
    );
  return page(project.name, html`<h1>${project.name}</h1><ul>${rows}</ul>`);
}

export function missingPage(title: string, reason: string): string {
  return page(title, html`<h1>${title}</h1><p>${reason}</p>`);
}

function facts(deployment: Deployment, world: World, state: string): Html {
  const commit = commitOf(world, deployment.sha);
  return html`<dl>
<dt>State</dt><dd class="state">${state}</dd>
<dt>Branch</dt><dd>${deployment.branch}</dd>
<dt>Commit</dt><dd>${commit.sha.slice(0, 7)} ${commit.message}</dd>
<dt>Author</dt><dd>${commit.author}</dd>
<dt>Environment</dt><dd>${deployment.target ?? 'preview'}</dd>
<dt>Created</dt><dd>${new Date(deployment.createdAt).toISOString()}</dd>
</dl>`;
}
