import { stripVTControlCharacters } from 'node:util';
import { type Html, html, page } from '../../shared/html.ts';
import { commitOf } from '../branches.ts';
import { logAt } from '../build-log.ts';
import { deploysOf, statusOf } from '../deploys.ts';
import type { Engine } from '../engine.ts';
import type { Deploy, Service } from '../world.ts';

/** What the service serves. */
export function sitePage(engine: Engine, service: Service, live: Deploy): string {
  return page(
    `${service.name}: ${live.branch}`,
    html`<h1>${service.name}</h1>
<p>This is where <b>${live.branch}</b> would be.</p>
${facts(engine, live)}
<p><a href="${engine.links.deploy(service, live)}">Look at this deploy</a></p>`,
  );
}

/** The vendor's own page about a deploy, with its log. */
export function deployPage(engine: Engine, service: Service, deploy: Deploy): string {
  const lines = logAt(deploy, engine.now()).map(({ level, text }) => {
    const plain = stripVTControlCharacters(text);
    return level === 'error' ? html`<span class="error">${plain}</span>` : html`${plain}`;
  });
  return page(
    `Deploy ${deploy.id}`,
    html`<p><a href="${engine.links.service(service)}">${service.name}</a></p>
<h1>${deploy.id}</h1>
${facts(engine, deploy)}
${lines.length > 0 ? html`<pre>${lines}</pre>` : html`<p>There is no build log.</p>`}
<p><a href="${engine.links.site(service)}">Visit</a></p>`,
  );
}

/** A service and its deploys, newest first. */
export function servicePage({ world, links, now }: Engine, service: Service): string {
  const rows = deploysOf(world, service.id).map(
    (deploy) =>
      html`<li><a href="${links.deploy(service, deploy)}">${deploy.branch}</a>, ${statusOf(world, deploy, now())}</li>`,
  );
  return page(service.name, html`<h1>${service.name}</h1><p>Branch: ${service.branch}</p><ul>${rows}</ul>`);
}

export function missingPage(title: string, reason: string): string {
  return page(title, html`<h1>${title}</h1><p>${reason}</p>`);
}

function facts({ world, now }: Engine, deploy: Deploy): Html {
  const commit = commitOf(world, deploy.sha);
  return html`<dl>
<dt>Status</dt><dd class="state">${statusOf(world, deploy, now())}</dd>
<dt>Branch</dt><dd>${deploy.branch}</dd>
<dt>Commit</dt><dd>${commit.sha.slice(0, 7)} ${commit.message}</dd>
<dt>Author</dt><dd>${commit.author}</dd>
<dt>Created</dt><dd>${new Date(deploy.createdAt).toISOString()}</dd>
</dl>`;
}
