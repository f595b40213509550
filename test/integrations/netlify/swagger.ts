import { readFileSync } from 'node:fs';

type Json = Record<string, unknown>;
type Parameter = Json & { name: string; in: string; required?: boolean; schema?: unknown };
type Operation = Json & { parameters?: Parameter[]; responses: Record<string, Json> };

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/**
 * Netlify's specification in OpenAPI 3: the vendor publishes Swagger 2.0, which the checker does not read. Only what
 * differs between the two is rewritten: where bodies and the types of parameters stand. The `zip` parameter of the
 * build call, a form field that nothing but an upload uses, is left out.
 */
export function readSwagger(path: string): Json {
  const { info, paths } = JSON.parse(readFileSync(path, 'utf8'), withoutDateTime) as {
    info: Json;
    paths: Record<string, Record<string, Operation> & { parameters?: Parameter[] }>;
  };
  const converted = Object.entries(paths).map(([name, { parameters: shared = [], ...operations }]) => {
    const entries = Object.entries(operations).filter(([method]) => METHODS.includes(method));
    return [name, Object.fromEntries(entries.map(([method, each]) => [method, convert(each, shared)]))];
  });
  return { openapi: '3.0.3', info, paths: Object.fromEntries(converted) };
}

function convert({ operationId, parameters = [], responses }: Operation, shared: Parameter[]): Json {
  const all = [...shared, ...parameters].filter((parameter) => parameter.in !== 'formData');
  const body = all.find((parameter) => parameter.in === 'body');
  return {
    operationId,
    parameters: all.filter((parameter) => parameter !== body).map(convertParameter),
    ...(body ? { requestBody: { required: body.required ?? false, content: json(body.schema) } } : {}),
    responses: Object.fromEntries(
      Object.entries(responses).map(([status, { description, schema }]) => [
        status,
        { description, ...(schema ? { content: json(schema) } : {}) },
      ]),
    ),
  };
}

function convertParameter({
  name,
  in: place,
  required = false,
  type,
  format,
  enum: words,
  items,
}: Parameter) {
  const schema = Object.entries({ type, format, enum: words, items }).filter(
    ([, value]) => value !== undefined,
  );
  return { name, in: place, required, schema: Object.fromEntries(schema) };
}

function json(schema: unknown) {
  return { 'application/json': { schema } };
}

/** The vendor's `dateTime` is no format that the standard, or the checker, knows. */
function withoutDateTime(key: string, value: unknown): unknown {
  return key === 'format' && value === 'dateTime' ? undefined : value;
}
