import { ACCOUNTS, BOT, PROJECTS, TEAMS } from '../account.ts';
import { notFound } from '../api/errors.ts';
import type { Engine } from '../engine.ts';
import { matchesPerson, matchesProject } from '../filters/filters.ts';
import { connection, newestFirst, type PageArguments } from './connection.ts';
import { findIssue, type IssueListArguments, issueAnswer, issueConnection } from './issue.ts';
import { requireAdmin } from './require-admin.ts';
import {
  type ListArguments,
  labelConnection,
  organizationAnswer,
  projectAnswer,
  teamAnswer,
  teamConnection,
  userAnswer,
  webhookAnswer,
} from './workspace.ts';

/** What can be asked of the pretend Linear, one function a field of `Query`. */
export function queries(engine: Engine) {
  const { world } = engine;
  return {
    viewer: () => userAnswer(engine, BOT),
    organization: () => organizationAnswer(),
    users: (page: ListArguments) => {
      const matching = ACCOUNTS.filter((person) => matchesPerson(person, page.filter));
      return connection(matching, page, (person) => userAnswer(engine, person));
    },
    team({ id }: { id: string }) {
      const team = TEAMS.find((candidate) => candidate.id === id || candidate.key === id);
      if (!team) throw notFound('Team');
      return teamAnswer(engine, team);
    },
    teams: (page: ListArguments) => teamConnection(engine, TEAMS, page),
    projects: (page: ListArguments) => {
      const matching = PROJECTS.filter((project) => matchesProject(project, page.filter));
      return connection(matching, page, (project) => projectAnswer(engine, project));
    },
    issueLabels: (page: ListArguments) => labelConnection(engine, world.labels, page),
    issue({ id }: { id: string }) {
      const issue = findIssue(world, id);
      if (!issue) throw notFound('Issue');
      return issueAnswer(engine, issue);
    },
    issues: (page: IssueListArguments) => issueConnection(engine, page),
    webhooks(page: PageArguments) {
      requireAdmin(world);
      const webhooks = newestFirst(world.webhooks, page.orderBy);
      return connection(webhooks, page, (webhook) => webhookAnswer(engine, webhook));
    },
  };
}
