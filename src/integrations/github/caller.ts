import type { z } from 'zod';
import { answered } from '../accepted-answer.ts';
import type { Connection } from '../contract.ts';
import { ProviderError } from '../errors.ts';
import { errorFromAnswer, type HttpAnswer, readAnswer, type VendorAdvice } from '../http-errors.ts';
import { type GitHubAdvice, githubAdvice } from './advice.ts';
import { plainly, sharpen } from './dialect.ts';
import { exchange, type SendByOctokit } from './exchange.ts';
import type { InstallationTokens } from './installation-tokens.ts';
import { nextPage, type PageParameters } from './pages.ts';

export interface GitHubCallerParts {
  tokens: InstallationTokens;
  now: () => Date;
}

/** One page of a list. */
export interface Page<T> {
  entries: T[];
  isLast: boolean;
}

/** Sends requests for one connection and reads the answers. All methods throw `ProviderError`. */
export class GitHubCaller {
  /** The configured repository, as every request names it. */
  readonly target: { owner: string; repo: string };
  readonly advice: GitHubAdvice;
  readonly #connection: Connection;
  readonly #parts: GitHubCallerParts;

  constructor(connection: Connection, parts: GitHubCallerParts) {
    const [owner = '', repo = ''] = (connection.values.repository ?? '').split('/');
    this.target = { owner, repo };
    this.advice = githubAdvice(connection);
    this.#connection = connection;
    this.#parts = parts;
  }

  /** Whether the requests are a GitHub App's, which is nobody's account. */
  get isApp(): boolean {
    return !this.#connection.values.token;
  }

  /** `owner/name` */
  get repository(): string {
    return `${this.target.owner}/${this.target.repo}`;
  }

  async ask<T>(schema: z.ZodType<T>, advice: VendorAdvice, send: SendByOctokit): Promise<T> {
    return readAnswer(await this.send(advice, send), schema, advice.vendor);
  }

  /** One page of a list after the other, for as long as they are asked for. */
  async *pages<T>(
    schema: z.ZodType<T[]>,
    advice: VendorAdvice,
    sendFor: (page: PageParameters) => SendByOctokit,
  ): AsyncGenerator<Page<T>> {
    let page: PageParameters | undefined = {};
    while (page) {
      const answer: HttpAnswer = await this.send(advice, sendFor(page));
      page = nextPage(answer.headers);
      yield { entries: readAnswer(answer, schema, advice.vendor), isLast: page === undefined };
    }
  }

  async send(advice: VendorAdvice, send: SendByOctokit): Promise<HttpAnswer> {
    const { baseUrl } = this.#connection;
    const token = await this.#token();
    const answer = await answered(exchange({ baseUrl, token }, send), advice);
    if (answer.status >= 200 && answer.status < 300) return answer;
    if (answer.status === 401) this.#parts.tokens.forget(this.#connection);
    throw this.#refusal(answer, advice);
  }

  async #token(): Promise<string> {
    const { tokens, now } = this.#parts;
    const { token } = this.#connection.values;
    if (token) return token;
    const advice = this.advice.installation;
    const issued = await answered(tokens.for(this.#connection, now()), advice);
    if ('token' in issued) return issued.token;
    const { status } = issued.refused;
    // An app that does not exist, that is not installed there, or not on this repository: none of it is a missing issue.
    if (status !== 404 && status !== 422) throw this.#refusal(issued.refused, advice);
    const mend =
      status === 404
        ? advice.notFound
        : `The GitHub App is not installed on ${this.repository}. Add it there.`;
    throw new ProviderError('unauthorized', mend, {
      status,
      detail: this.#refusal(issued.refused, advice).message,
    });
  }

  #refusal(answer: HttpAnswer, advice: VendorAdvice): ProviderError {
    return errorFromAnswer(plainly(answer), sharpen(advice, answer), this.#parts.now());
  }
}
