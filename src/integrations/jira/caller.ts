import type { z } from 'zod';
import type { Connection } from '../contract.ts';
import {
  errorFromAnswer,
  errorFromThrown,
  type HttpAnswer,
  readAnswer,
  type VendorAdvice,
} from '../http-errors.ts';
import { type JiraAdvice, jiraAdvice } from './advice.ts';
import { plainly, wasAnonymous } from './dialect.ts';
import { type CallBySdk, exchange } from './exchange.ts';

/** Sends requests for one connection and reads the answers. All methods throw `ProviderError`. */
export class JiraCaller {
  readonly advice: JiraAdvice;
  /** Without a trailing slash; the pages that people open are under it as well. */
  readonly baseUrl: string;
  readonly email: string;
  readonly projectKey: string;
  readonly now: () => Date;
  readonly #token: string;

  constructor(connection: Connection, now: () => Date) {
    const { base_url = '', email = '', api_token = '', project_key = '' } = connection.values;
    this.baseUrl = connection.baseUrl || base_url;
    this.email = email;
    this.projectKey = project_key;
    this.advice = jiraAdvice({ projectKey: project_key });
    this.now = now;
    this.#token = api_token;
  }

  async ask<T>(schema: z.ZodType<T>, advice: VendorAdvice, call: CallBySdk): Promise<T> {
    return readAnswer(await this.send(advice, call), schema, advice.vendor);
  }

  async send(advice: VendorAdvice, call: CallBySdk): Promise<HttpAnswer> {
    const { baseUrl, email } = this;
    const answer = await exchange({ baseUrl, email, token: this.#token }, call).catch((thrown: unknown) => {
      throw errorFromThrown(thrown, advice);
    });
    const succeeded = answer.status >= 200 && answer.status < 300;
    if (succeeded && !wasAnonymous(answer)) return answer;
    throw errorFromAnswer(plainly(answer), advice, this.now());
  }
}
