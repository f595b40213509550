import { stripVTControlCharacters } from 'node:util';
import { type Html, html, page } from '../../shared/html.ts';
import { SITE } from '../account.ts';
import { deployAnswer } from '../answers/deploy.ts';
import { commitOf } from '../branches.ts';
import { logAt } from '../build-log.ts';
import { stateAt } from '../lifecycle.ts';
import type { Links } from '../links.ts';
import type { Deploy, World } from '../world.ts';

/** The preview itself. */
export function livePage(deploy: Deploy, world: World, links: Links): string {
  return page(
    `${SITE.name}: ${deploy.branch}`,
    html`<h1>${SITE.name}</h1>
<p>This is where the ${deploy.context} of <b>${deploy.branch}</b> would be.</p>
${facts(deploy, world, 'ready')}
<p><a href="${links.admin()}/deploys/${deploy.id}">Look at this deploy</a></p>`,
  );
}

/** The vendor's own page about a deploy, with its log. */
export function deployPage(deploy: Deploy, world: World, now: number, links: Links): string {
  const { state, error_message: error } = deployAnswer(world, deploy, now, links);
  const lines = logAt(deploy, now).map(({ text, isError }) => {
    const plain = stripVTControlCharacters(text);
    return isError ? html`<span class="error">${plain}</span>` : html`${plain}`;
  });
  return page(
    `Deploy ${deploy.id}`,
    html`<p><a href="${links.admin()}">${SITE.name}</a></p>
<h1>Deploy ${deploy.id}</h1>
${facts(deploy, world, state)}
<p class="error">${error ?? ''}</p>
${lines.length > 0 ? html`<pre>${lines}</pre>` : html`<p>There is no build log.</p>`}
<p><a href="${links.live(deploy.id)}">Open deploy</a></p>`,
  );
}

/** The site and what was deployed of it, newest first. */
export function sitePage(world: World, now: number, links: Links): string {
  const rows = world.deploys
    .toReversed()
    .map(
      (deploy) =>
        html`<li><a href="${links.admin()}/deploys/${deploy.id}">${deploy.branch}</a>, ${stateAt(deploy, now)}</li>`,
    );
  return page(SITE.name, html`<h1>${SITE.name}</h1><ul>${rows}</ul>`);
}

export function missingPage(reason: string): string {
  return page('Page not found', html`<h1>Page not found</h1><p>${reason}</p>`);
}

function facts(deploy: Deploy, world: World, state: string): Html {
  const commit = commitOf(world, deploy.sha);
  return html`<dl>
<dt>State</dt><dd class="state">${state}</dd>
<dt>Branch</dt><dd>${deploy.branch}</dd>
<dt>Commit</dt><dd>${commit.sha.slice(0, 7)} ${commit.message}</dd>
<dt>Author</dt><dd>${commit.author}</dd>
<dt>Context</dt><dd>${deploy.context}</dd>
<dt>Created</dt><dd>${new Date(deploy.createdAt).toISOString()}</dd>
</dl>`;
}
