import { Router } from 'express';
import { html, page } from '../../shared/html.ts';
import { findProject, PRIORITIES, personOf, projectOf } from '../account.ts';
import { textOf } from '../adf/document.ts';
import type { Engine } from '../engine.ts';
import { statusOf } from '../workflow.ts';
import { findIssue, type Issue, keyOf } from '../world.ts';

/** What the addresses in answers and cards open: a project with its issues, an issue. */
export function pageRoutes(engine: Engine): Router {
  const { world, links } = engine;
  const router = Router();
  const none = page('404', html`<h1>404</h1><p>There is nothing here.</p>`);

  router.get('/jira/software/projects/:key', ({ params }, response) => {
    const project = findProject(params.key);
    if (!project) return void response.status(404).send(none);
    const rows = world.issues
      .filter(({ projectKey }) => projectKey === project.key)
      .map(
        (issue) => html`<li><a href="${links.issue(keyOf(issue))}">${keyOf(issue)}</a> ${issue.summary}</li>`,
      );
    response.send(page(project.name, html`<h1>${project.name}</h1><ul>${rows}</ul>`));
  });

  router.get('/browse/:key', ({ params }, response) => {
    const issue = findIssue(world, params.key);
    if (issue) response.send(issuePage(engine, issue));
    else response.status(404).send(none);
  });

  return router;
}

function issuePage({ world, links }: Engine, issue: Issue): string {
  const key = keyOf(issue);
  const priority = PRIORITIES.find(({ id }) => id === issue.priorityId)?.name ?? 'None';
  const comments = world.comments
    .filter(({ issueId }) => issueId === issue.id)
    .map(({ authorId, body }) => html`<h2>${personOf(authorId).name}</h2><pre>${body}</pre>`);
  return page(
    `${key} ${issue.summary}`,
    html`<p><a href="${links.project(issue.projectKey)}">${projectOf(issue.projectKey).name}</a></p>
<h1>${key} ${issue.summary}</h1>
<dl>
<dt>Status</dt><dd class="state">${statusOf(issue.statusId).name}</dd>
<dt>Priority</dt><dd>${priority}</dd>
<dt>Assignee</dt><dd>${issue.assigneeId === null ? 'nobody' : personOf(issue.assigneeId).name}</dd>
<dt>Labels</dt><dd>${issue.labels.join(', ')}</dd>
</dl>
<pre>${textOf(issue.description)}</pre>
${comments}`,
  );
}
