import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { OpenAPIBackend } from 'openapi-backend';
import type { Exchange } from '../serve.ts';

const ROOT = process.env.CONTRACTS_DIR ?? resolve(import.meta.dirname, '../../../../../shared/contracts');
const SPEC = join(ROOT, 'openapi/vercel.json');

/** Whether the vendor's spec is on this machine. */
export const hasContract = existsSync(SPEC);

/** What the vendor's spec has against an exchange, or undefined where it has nothing. */
export type Check = (exchange: Exchange) => unknown;

/**
 * Reads the vendor's spec. Its `oneOf`s overlap - a deployment of the full form also fits the short one - so that
 * the vendor's own answers break them: they are read as `anyOf`. And an
 * `enum` that is nullable means null as well.
 */
export async function openContract(): Promise<Check> {
  const definition = JSON.parse(readFileSync(SPEC, 'utf8'), (key, value) => {
    if (key === 'oneOf' || typeof value !== 'object' || value === null) return value;
    const { oneOf, ...schema } = value;
    if (Array.isArray(oneOf)) return { ...schema, anyOf: oneOf };
    if (value.nullable === true && Array.isArray(value.enum))
      return { ...value, enum: [...value.enum, null] };
    return value;
  });
  const api = new OpenAPIBackend({ definition, quick: true, ajvOpts: { strict: false } });
  await api.init();
  return ({ method, path, query, status, body }) => {
    const request = { method, path: path.replace('/v7/deployments', '/v6/deployments'), query, headers: {} };
    const operation = api.matchOperation(request);
    if (!operation) return `no operation ${method} ${path} in the spec`;
    return api.validateResponse(body, operation, status).errors ?? undefined;
  };
}
