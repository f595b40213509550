import type { CreateDeploymentRequestBody } from '@vercel/sdk/models/responsebodyimages.js';
import type { z } from 'zod';
import { acceptedAnswer } from '../accepted-answer.ts';
import type { BuildLogLine, Connection } from '../contract.ts';
import { type HttpAnswer, readAnswer, type VendorAdvice } from '../http-errors.ts';
import { pathSegment } from '../path-segment.ts';
import { projectAdvice, vercelAdvice } from './advice.ts';
import {
  type DeploymentAnswer,
  deploymentAnswer,
  deploymentList,
  newRegistration,
  type ProjectAnswer,
  projectAnswer,
  registrationList,
  teamList,
  userAnswer,
} from './answers.ts';
import { readBuildEvents } from './build-events.ts';
import { exchange, type SendBySdk } from './exchange.ts';
import { USED_EVENTS } from './map.ts';

/** The requests we send to Vercel, one method each. All throw `ProviderError`. */
export class VercelApi {
  readonly #connection: Connection;
  readonly #now: () => Date;
  readonly #advice: VendorAdvice;
  readonly #scope: { teamId?: string; slug?: string };

  constructor(connection: Connection, now: () => Date) {
    this.#connection = connection;
    this.#now = now;
    this.#advice = vercelAdvice(connection);
    this.#scope = scopeOf(connection.values.team_id);
  }

  /** The project as configured: a name or an id, Vercel takes both. */
  get projectName(): string {
    return this.#connection.values.project_name ?? '';
  }

  get teamName(): string | undefined {
    return this.#connection.values.team_id || undefined;
  }

  async user(): Promise<string> {
    const { userGetAuthUser } = await import('@vercel/sdk/funcs/userGetAuthUser.js');
    return this.#ask(userAnswer, (client) => userGetAuthUser(client));
  }

  async teams(): Promise<z.infer<typeof teamList>> {
    const { teamsGetTeams } = await import('@vercel/sdk/funcs/teamsGetTeams.js');
    return this.#ask(teamList, (client) => teamsGetTeams(client, { limit: 100 }));
  }

  async project(): Promise<ProjectAnswer> {
    const { projectsGetProject } = await import('@vercel/sdk/funcs/projectsGetProject.js');
    const advice = projectAdvice(this.#connection);
    const request = { idOrName: pathSegment(this.projectName, advice), ...this.#scope };
    return this.#ask(projectAnswer, (client) => projectsGetProject(client, request), advice);
  }

  async createDeployment(body: CreateDeploymentRequestBody): Promise<DeploymentAnswer> {
    const { deploymentsCreateDeployment } = await import('@vercel/sdk/funcs/deploymentsCreateDeployment.js');
    const request = {
      forceNew: '1',
      skipAutoDetectionConfirmation: '1',
      ...this.#scope,
      requestBody: body,
    } as const;
    const advice = projectAdvice(this.#connection);
    return this.#ask(deploymentAnswer, (client) => deploymentsCreateDeployment(client, request), advice);
  }

  async deployment(id: string): Promise<DeploymentAnswer> {
    const { deploymentsGetDeployment } = await import('@vercel/sdk/funcs/deploymentsGetDeployment.js');
    const request = { idOrUrl: pathSegment(id, this.#advice), ...this.#scope };
    return this.#ask(deploymentAnswer, (client) => deploymentsGetDeployment(client, request));
  }

  /** The project's deployments, newest first. */
  async deployments(limit: number, branch?: string): Promise<DeploymentAnswer[]> {
    const { deploymentsGetDeployments } = await import('@vercel/sdk/funcs/deploymentsGetDeployments.js');
    const request = { projectId: this.projectName, limit, ...(branch ? { branch } : {}), ...this.#scope };
    const advice = projectAdvice(this.#connection);
    const found = await this.#ask(
      deploymentList,
      (client) => deploymentsGetDeployments(client, request),
      advice,
    );
    return found.toSorted((a, b) => b.createdAt - a.createdAt);
  }

  async cancelDeployment(id: string): Promise<void> {
    const { deploymentsCancelDeployment } = await import('@vercel/sdk/funcs/deploymentsCancelDeployment.js');
    const request = { id: pathSegment(id, this.#advice), ...this.#scope };
    await this.#send((client) => deploymentsCancelDeployment(client, request));
  }

  async deleteDeployment(id: string): Promise<void> {
    const { deploymentsDeleteDeployment } = await import('@vercel/sdk/funcs/deploymentsDeleteDeployment.js');
    const request = { id: pathSegment(id, this.#advice), ...this.#scope };
    await this.#send((client) => deploymentsDeleteDeployment(client, request));
  }

  /** The whole build log so far, oldest line first. */
  async buildLog(id: string): Promise<BuildLogLine[]> {
    const { deploymentsGetDeploymentEvents } = await import(
      '@vercel/sdk/funcs/deploymentsGetDeploymentEvents.js'
    );
    const request = {
      idOrUrl: pathSegment(id, this.#advice),
      direction: 'forward',
      follow: 0,
      limit: -1,
      builds: 1,
      ...this.#scope,
    } as const;
    const answer = await this.#send((client) => deploymentsGetDeploymentEvents(client, request));
    return readBuildEvents(answer.body);
  }

  async webhooks(projectId: string): Promise<z.infer<typeof registrationList>> {
    const { webhooksGetWebhooks } = await import('@vercel/sdk/funcs/webhooksGetWebhooks.js');
    return this.#ask(registrationList, (client) =>
      webhooksGetWebhooks(client, { projectId, ...this.#scope }),
    );
  }

  async createWebhook(url: string, projectId: string): Promise<z.infer<typeof newRegistration>> {
    const { webhooksCreateWebhook } = await import('@vercel/sdk/funcs/webhooksCreateWebhook.js');
    const requestBody = { url, events: [...USED_EVENTS], projectIds: [projectId] };
    return this.#ask(newRegistration, (client) =>
      webhooksCreateWebhook(client, { requestBody, ...this.#scope }),
    );
  }

  async deleteWebhook(id: string): Promise<void> {
    const { webhooksDeleteWebhook } = await import('@vercel/sdk/funcs/webhooksDeleteWebhook.js');
    const request = { id: pathSegment(id, this.#advice), ...this.#scope };
    await this.#send((client) => webhooksDeleteWebhook(client, request));
  }

  async #ask<T>(schema: z.ZodType<T>, send: SendBySdk, advice = this.#advice): Promise<T> {
    return readAnswer(await this.#send(send, advice), schema, advice.vendor);
  }

  #send(send: SendBySdk, advice = this.#advice): Promise<HttpAnswer> {
    return acceptedAnswer(exchange(this.#connection, send), advice, this.#now);
  }
}

/** People paste either the team's id or its name in the address; Vercel has a parameter for each. */
function scopeOf(team: string | undefined): { teamId?: string; slug?: string } {
  if (!team) return {};
  return team.startsWith('team_') ? { teamId: team } : { slug: team };
}
