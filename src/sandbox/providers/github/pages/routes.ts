import { Router } from 'express';
import { html, page } from '../../shared/html.ts';
import { REPOSITORY } from '../account.ts';
import type { Engine } from '../engine.ts';
import type { Issue, PullRequest, World } from '../world.ts';

const ROOT = `/pages/${REPOSITORY.fullName}`;

/** What the addresses in the API's answers open: the repository, an issue, a pull request. */
export function pageRoutes({ world, links }: Engine): Router {
  const router = Router();

  router.get(ROOT, (_request, response) => {
    const open = [...world.issues, ...world.pullRequests].filter(({ state }) => state === 'open');
    const rows = open.map((thread) => {
      const kind = 'sha' in thread ? 'pull' : 'issues';
      return html`<li><a href="${links.page(`/${kind}/${thread.number}`)}">#${String(thread.number)}</a> ${thread.title}</li>`;
    });
    response.send(page(REPOSITORY.fullName, html`<h1>${REPOSITORY.fullName}</h1><ul>${rows}</ul>`));
  });

  router.get([`${ROOT}/issues/:number`, `${ROOT}/pull/:number`], ({ params }, response) => {
    const number = Number(params.number);
    const thread = [...world.issues, ...world.pullRequests].find((candidate) => candidate.number === number);
    if (thread) response.send(threadPage(world, thread, links.page()));
    else
      response
        .status(404)
        .send(page('404', html`<h1>404</h1><p>This is not the page you are looking for.</p>`));
  });

  return router;
}

function threadPage(world: World, thread: Issue | PullRequest, repository: string): string {
  const labels = 'labels' in thread ? thread.labels.join(', ') : '';
  const comments = world.comments
    .filter(({ number }) => number === thread.number)
    .map(({ author, body }) => html`<h2>${author}</h2><pre>${body}</pre>`);
  return page(
    `#${thread.number} ${thread.title}`,
    html`<p><a href="${repository}">${REPOSITORY.fullName}</a></p>
<h1>${thread.title} #${String(thread.number)}</h1>
<dl>
<dt>State</dt><dd class="state">${thread.state}</dd>
<dt>Author</dt><dd>${thread.author}</dd>
<dt>Labels</dt><dd>${labels}</dd>
</dl>
<pre>${thread.body ?? ''}</pre>
${comments}`,
  );
}
