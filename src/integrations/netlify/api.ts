import type { z } from 'zod';
import { acceptedAnswer } from '../accepted-answer.ts';
import type { BuildLogLine, Connection } from '../contract.ts';
import { ProviderError } from '../errors.ts';
import { type HttpAnswer, readAnswer, type VendorAdvice } from '../http-errors.ts';
import { pathSegment } from '../path-segment.ts';
import { type RestRequest, restExchange } from '../rest-exchange.ts';
import { netlifyAdvice, siteAdvice } from './advice.ts';
import {
  buildAnswer,
  type DeployAnswer,
  deployAnswer,
  deployList,
  type HookAnswer,
  hookAnswer,
  hookList,
  type SiteAnswer,
  siteAnswer,
} from './answers.ts';
import { readBuildLog } from './build-log.ts';
import type { PreviewBranch } from './preview-branch.ts';

/** The requests we send to Netlify, one method each. All throw `ProviderError`. */
export class NetlifyApi {
  readonly #connection: Connection;
  readonly #now: () => Date;
  readonly #siteAdvice: VendorAdvice;

  constructor(connection: Connection, now: () => Date) {
    this.#connection = connection;
    this.#now = now;
    this.#siteAdvice = siteAdvice(connection);
  }

  get #siteId(): string {
    return this.#connection.values.site_id ?? '';
  }

  get #site(): string {
    return `/sites/${pathSegment(this.#siteId, this.#siteAdvice)}`;
  }

  async site(): Promise<SiteAnswer> {
    return this.#ask(siteAnswer, { method: 'GET', path: this.#site }, this.#siteAdvice);
  }

  /**
   * Asks for a build of a branch's head and gives the id of its deploy. The branch cannot be left out or be the
   * production one: `PreviewBranch` is checked, and an empty one, however it came to be, is refused once more here.
   */
  async build(branch: PreviewBranch, title: string): Promise<string> {
    if (!branch.trim()) throw new ProviderError('invalid_request', 'Name the branch to deploy.');
    const request = { method: 'POST', path: `${this.#site}/builds`, query: { branch, title } } as const;
    return (await this.#ask(buildAnswer, request, this.#siteAdvice)).deploy_id;
  }

  /** One deploy of the configured site; another site's is not found. */
  async deploy(id: string): Promise<DeployAnswer> {
    return this.#ask(deployAnswer, {
      method: 'GET',
      path: `${this.#site}/deploys/${pathSegment(id, netlifyAdvice)}`,
    });
  }

  /** The site's deploys, newest first. */
  async deploys(limit: number, branch?: string): Promise<DeployAnswer[]> {
    const query = { per_page: String(limit), ...(branch ? { branch } : {}) };
    const request = { method: 'GET', path: `${this.#site}/deploys`, query } as const;
    const found = await this.#ask(deployList, request, this.#siteAdvice);
    return found.toSorted((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at));
  }

  async cancelDeploy(id: string): Promise<void> {
    await this.#send({ method: 'POST', path: `/deploys/${pathSegment(id, netlifyAdvice)}/cancel` });
  }

  async deleteDeploy(id: string): Promise<void> {
    await this.#send({ method: 'DELETE', path: `/deploys/${pathSegment(id, netlifyAdvice)}` });
  }

  /** The build log so far, oldest line first. Netlify's specification does not know this path; see `build-log.ts`. */
  async buildLog(id: string): Promise<BuildLogLine[]> {
    return readBuildLog(
      await this.#send({ method: 'GET', path: `/deploys/${pathSegment(id, netlifyAdvice)}/log` }),
    );
  }

  async hooks(): Promise<HookAnswer[]> {
    const query = { site_id: this.#siteId };
    return this.#ask(hookList, { method: 'GET', path: '/hooks', query }, this.#siteAdvice);
  }

  async createHook(event: string, url: string, secret: string): Promise<string> {
    const query = { site_id: this.#siteId };
    const body = { type: 'url', event, data: { url, signature_secret: secret } };
    const request = { method: 'POST', path: '/hooks', query, body } as const;
    return (await this.#ask(hookAnswer, request, this.#siteAdvice)).id;
  }

  async deleteHook(id: string): Promise<void> {
    await this.#send({ method: 'DELETE', path: `/hooks/${pathSegment(id, netlifyAdvice)}` });
  }

  async #ask<T>(schema: z.ZodType<T>, request: RestRequest, advice = netlifyAdvice): Promise<T> {
    return readAnswer(await this.#send(request, advice), schema, advice.vendor);
  }

  #send(request: RestRequest, advice = netlifyAdvice): Promise<HttpAnswer> {
    const { baseUrl, values } = this.#connection;
    return acceptedAnswer(restExchange({ baseUrl, token: values.token ?? '' }, request), advice, this.#now);
  }
}
