import type { z } from 'zod';
import { acceptedAnswer } from '../accepted-answer.ts';
import type { Connection } from '../contract.ts';
import { type HttpAnswer, readAnswer, type VendorAdvice } from '../http-errors.ts';
import { pathSegment } from '../path-segment.ts';
import { type RestRequest, restExchange } from '../rest-exchange.ts';
import { renderAdvice, serviceAdvice, webhookAdvice } from './advice.ts';
import {
  type DeployAnswer,
  deployAnswer,
  deployPage,
  eventAnswer,
  type LogPage,
  logPage,
  ownerAnswer,
  type Page,
  type ServiceAnswer,
  serviceAnswer,
  servicePage,
  webhookAnswer,
  webhookPage,
} from './answers.ts';
import { USED_EVENTS } from './webhook-events.ts';

/** Render's largest page. */
const PAGE_SIZE = 100;
/** How many pages of one list are turned at most: 2,000 services or webhooks. */
const MOST_PAGES = 20;

/** The requests we send to Render, one method each. All throw `ProviderError`. */
export class RenderApi {
  readonly #connection: Connection;
  readonly #now: () => Date;
  readonly #advice: VendorAdvice;

  constructor(connection: Connection, now: () => Date) {
    this.#connection = connection;
    this.#now = now;
    this.#advice = renderAdvice(connection);
  }

  async owner(ownerId: string): Promise<z.infer<typeof ownerAnswer>> {
    return this.#ask(ownerAnswer, { method: 'GET', path: `/owners/${pathSegment(ownerId, this.#advice)}` });
  }

  async service(serviceId: string): Promise<ServiceAnswer> {
    const request = { method: 'GET', path: this.#servicePath(serviceId) } as const;
    return this.#ask(serviceAnswer, request, this.#adviceFor(serviceId));
  }

  /** Every service of a workspace, the previews of pull requests among them. */
  services(ownerId: string): Promise<ServiceAnswer[]> {
    return this.#askAll(servicePage, '/services', { ownerId, includePreviews: true });
  }

  /** What a webhook told of. */
  async event(eventId: string): Promise<z.infer<typeof eventAnswer>> {
    return this.#ask(eventAnswer, { method: 'GET', path: `/events/${pathSegment(eventId, this.#advice)}` });
  }

  async setBranch(serviceId: string, branch: string): Promise<void> {
    await this.#send({ method: 'PATCH', path: this.#servicePath(serviceId), body: { branch } });
  }

  async deleteService(serviceId: string): Promise<void> {
    await this.#send({ method: 'DELETE', path: this.#servicePath(serviceId) });
  }

  async suspendService(serviceId: string): Promise<void> {
    await this.#send({ method: 'POST', path: `${this.#servicePath(serviceId)}/suspend` });
  }

  async resumeService(serviceId: string): Promise<void> {
    await this.#send({ method: 'POST', path: `${this.#servicePath(serviceId)}/resume` });
  }

  /** Newest first. */
  async deploys(serviceId: string, limit: number): Promise<DeployAnswer[]> {
    const request = { method: 'GET', path: this.#deploysPath(serviceId), query: { limit } } as const;
    const { items } = await this.#ask(deployPage, request);
    return items.toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  }

  async deploy(serviceId: string, deployId: string): Promise<DeployAnswer> {
    return this.#ask(deployAnswer, { method: 'GET', path: this.#deployPath(serviceId, deployId) });
  }

  /**
   * Deploys the service's branch, at `commitId` where it is given. Undefined where Render has queued the deploy: that
   * answer (202) has no body.
   */
  async createDeploy(serviceId: string, commitId: string | undefined): Promise<DeployAnswer | undefined> {
    const body = { clearCache: 'do_not_clear', ...(commitId ? { commitId } : {}) };
    const answer = await this.#send({ method: 'POST', path: this.#deploysPath(serviceId), body });
    const isEmpty = answer.status === 202 || !answer.body.trim();
    return isEmpty ? undefined : readAnswer(answer, deployAnswer, this.#advice.vendor);
  }

  async cancelDeploy(serviceId: string, deployId: string): Promise<void> {
    await this.#send({ method: 'POST', path: `${this.#deployPath(serviceId, deployId)}/cancel` });
  }

  /** Build logs of one service between two times, newest page first. */
  buildLogs(range: {
    ownerId: string;
    serviceId: string;
    startTime: string;
    endTime: string;
  }): Promise<LogPage> {
    const { ownerId, serviceId, startTime, endTime } = range;
    const query = {
      ownerId,
      resource: serviceId,
      type: 'build',
      startTime,
      endTime,
      direction: 'backward',
      limit: PAGE_SIZE,
    };
    return this.#ask(logPage, { method: 'GET', path: '/logs', query });
  }

  webhooks(ownerId: string): Promise<z.infer<typeof webhookAnswer>[]> {
    return this.#askAll(webhookPage, '/webhooks', { ownerId }, webhookAdvice(this.#connection));
  }

  createWebhook(ownerId: string, url: string): Promise<z.infer<typeof webhookAnswer>> {
    const body = { ownerId, url, name: 'BuildRunner', enabled: true, eventFilter: [...USED_EVENTS] };
    const advice = webhookAdvice(this.#connection);
    return this.#ask(webhookAnswer, { method: 'POST', path: '/webhooks', body }, advice);
  }

  async deleteWebhook(id: string): Promise<void> {
    const advice = webhookAdvice(this.#connection);
    await this.#send({ method: 'DELETE', path: `/webhooks/${pathSegment(id, advice)}` }, advice);
  }

  async #askAll<T>(
    schema: z.ZodType<Page<T>>,
    path: string,
    query: Readonly<Record<string, string | boolean>>,
    advice = this.#advice,
  ): Promise<T[]> {
    const all: T[] = [];
    let cursor: string | undefined;
    for (let turned = 0; turned < MOST_PAGES; turned += 1) {
      const request = { method: 'GET', path, query: { ...query, limit: PAGE_SIZE, cursor } } as const;
      const page = await this.#ask(schema, request, advice);
      all.push(...page.items);
      if (page.cursor === undefined || page.cursor === cursor || page.size < PAGE_SIZE) break;
      cursor = page.cursor;
    }
    return all;
  }

  async #ask<T>(schema: z.ZodType<T>, request: RestRequest, advice = this.#advice): Promise<T> {
    return readAnswer(await this.#send(request, advice), schema, advice.vendor);
  }

  #send(request: RestRequest, advice = this.#advice): Promise<HttpAnswer> {
    const { baseUrl, values } = this.#connection;
    return acceptedAnswer(restExchange({ baseUrl, token: values.api_key ?? '' }, request), advice, this.#now);
  }

  #servicePath(serviceId: string): string {
    return `/services/${pathSegment(serviceId, this.#adviceFor(serviceId))}`;
  }

  #deploysPath(serviceId: string): string {
    return `${this.#servicePath(serviceId)}/deploys`;
  }

  #deployPath(serviceId: string, deployId: string): string {
    return `${this.#deploysPath(serviceId)}/${pathSegment(deployId, this.#advice)}`;
  }

  #adviceFor(serviceId: string): VendorAdvice {
    return serviceId === this.#connection.values.service_id ? serviceAdvice(this.#connection) : this.#advice;
  }
}
