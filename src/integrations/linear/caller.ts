import { z } from 'zod';
import { answered } from '../accepted-answer.ts';
import type { Connection } from '../contract.ts';
import { errorFromAnswer, readAnswer, type VendorAdvice } from '../http-errors.ts';
import { type LinearAdvice, linearAdvice } from './advice.ts';
import { isRefusal, plainly } from './dialect.ts';
import { exchange, type Operation } from './exchange.ts';

/** Sends operations for one connection and reads the answers. All methods throw `ProviderError`. */
export class LinearCaller {
  readonly advice: LinearAdvice;
  readonly #connection: Connection;
  readonly #now: () => Date;

  constructor(connection: Connection, now: () => Date) {
    this.advice = linearAdvice(connection);
    this.#connection = connection;
    this.#now = now;
  }

  /** Where the API is, without a trailing slash. */
  get baseUrl(): string {
    return this.#connection.baseUrl;
  }

  /** The configured team, by key or id; undefined for all teams. */
  get team(): string | undefined {
    return this.#connection.values.team_id || undefined;
  }

  /** Sends a document and gives back what `schema` reads of its data. */
  async ask<T>(
    schema: z.ZodType<T>,
    advice: VendorAdvice,
    document: string,
    variables: Operation['variables'] = {},
  ): Promise<T> {
    const operation = { document, variables };
    const answer = await answered(exchange(this.#connection, operation), advice);
    if (isRefusal(answer)) throw errorFromAnswer(plainly(answer), advice, this.#now());
    return readAnswer(answer, z.object({ data: schema }), advice.vendor).data;
  }
}
