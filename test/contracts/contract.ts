import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Document, OpenAPIBackend } from 'openapi-backend';

const directory = process.env.CONTRACTS_DIR ?? '../shared/contracts';

/** A request as it went over the wire, in the words of this check. */
export interface SentRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Record<string, string | string[] | undefined>;
  body: unknown;
}

/** Where the vendors' specifications are, or why the tests that need one are skipped. */
export function contractFile(name: string): { path: string; absent: string | undefined } {
  const path = join(directory, 'openapi', name);
  const absent = existsSync(path) ? undefined : `no ${path}; set CONTRACTS_DIR`;
  return { path, absent };
}

export interface Contract {
  /** The operation a request is, undefined where the specification has none. */
  operationOf(request: SentRequest): string | undefined;
  /** What the specification says against a request; empty when it is right. */
  violations(request: SentRequest): string[];
}

/** Reads a specification. Throws where one of its schemas cannot be compiled: such a one would accept anything. */
export async function openContract(path: string): Promise<Contract> {
  const definition = JSON.parse(readFileSync(path, 'utf8')) as Document;
  const api = new OpenAPIBackend({
    definition,
    quick: true,
    ajvOpts: { strict: false },
    customizeAjv: (ajv) => ajv.addFormat('uri', (text: string) => URL.canParse(text)),
  });
  await api.init();
  const asked = (request: SentRequest) => ({
    method: request.method,
    path: request.path,
    query: Object.fromEntries(request.query),
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    ),
    body: request.body,
  });
  return {
    operationOf: (request) => api.matchOperation(asked(request))?.operationId,
    violations(request) {
      const operation = api.matchOperation(asked(request));
      if (!operation) return [`${request.method} ${request.path}: not in the specification`];
      const { errors } = api.validateRequest(asked(request), operation);
      const unknown = [...request.query.keys()]
        .filter(
          (name) =>
            !operation.parameters?.some((parameter) => 'name' in parameter && parameter.name === name),
        )
        .map((name) => `the query parameter ${name} is not in the specification`);
      const wrong = (errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
      return [...wrong, ...unknown].map((problem) => `${operation.operationId}: ${problem}`);
    },
  };
}
