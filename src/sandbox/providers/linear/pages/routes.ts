import { Router } from 'express';
import { html, page } from '../../shared/html.ts';
import { ACCOUNTS, ORGANIZATION, PROJECTS, personOf, TEAMS, teamOf } from '../account.ts';
import type { Engine } from '../engine.ts';
import { findIssue, identifierOf, PRIORITIES, stateOfIssue } from '../graph/issue.ts';
import type { Issue } from '../world.ts';

const ROOT = `/${ORGANIZATION.urlKey}`;

/** What the addresses in the API's answers open: a team with its issues, an issue, a project, a person. */
export function pageRoutes(engine: Engine): Router {
  const { world, links } = engine;
  const router = Router();
  const none = page('404', html`<h1>404</h1><p>There is nothing here.</p>`);

  router.get(`${ROOT}/team/:key`, ({ params }, response) => {
    const team = TEAMS.find(({ key }) => key === params.key);
    const rows = world.issues
      .filter(({ teamId, archivedAt }) => teamId === team?.id && archivedAt === null)
      .map(
        (issue) =>
          html`<li><a href="${links.issue(identifierOf(issue))}">${identifierOf(issue)}</a> ${issue.title}</li>`,
      );
    if (team) response.send(page(team.name, html`<h1>${team.name}</h1><ul>${rows}</ul>`));
    else response.status(404).send(none);
  });

  router.get(`${ROOT}/issue/:identifier`, ({ params }, response) => {
    const issue = findIssue(world, params.identifier);
    if (issue) response.send(issuePage(engine, issue));
    else response.status(404).send(none);
  });

  router.get(`${ROOT}/:kind/:id`, ({ params: { kind, id } }, response) => {
    const named =
      kind === 'project'
        ? PROJECTS.find((project) => project.id === id)
        : kind === 'profiles'
          ? ACCOUNTS.find(({ login }) => login === id)
          : undefined;
    if (named) response.send(page(named.name, html`<h1>${named.name}</h1>`));
    else response.status(404).send(none);
  });

  return router;
}

function issuePage({ world, links }: Engine, issue: Issue): string {
  const identifier = identifierOf(issue);
  const { key, name } = teamOf(issue.teamId);
  const labels = world.labels.filter(({ id }) => issue.labelIds.includes(id)).map((label) => label.name);
  const comments = world.comments
    .filter(({ issueId }) => issueId === issue.id)
    .map(({ userId, body }) => html`<h2>${personOf(userId).name}</h2><pre>${body}</pre>`);
  return page(
    `${identifier} ${issue.title}`,
    html`<p><a href="${links.team(key)}">${name}</a></p>
<h1>${identifier} ${issue.title}</h1>
<dl>
<dt>Status</dt><dd class="state">${stateOfIssue(world, issue).name}</dd>
<dt>Priority</dt><dd>${PRIORITIES[issue.priority] ?? ''}</dd>
<dt>Assignee</dt><dd>${issue.assigneeId === null ? 'nobody' : personOf(issue.assigneeId).name}</dd>
<dt>Labels</dt><dd>${labels.join(', ')}</dd>
</dl>
<pre>${issue.description ?? ''}</pre>
${comments}`,
  );
}
