import { parseJson } from '../workspace/json.ts';
import { Refusal, refusalWithMessages } from '../workspace/refusal.ts';

/** A method's arguments, whichever way they came: form values are strings, JSON values are typed. */
export class Arguments {
  readonly values: Readonly<Record<string, unknown>>;

  constructor(values: Record<string, unknown>) {
    this.values = values;
  }

  /** The text of an argument, absent where it is not given or empty. */
  optional(name: string): string | undefined {
    const value = this.values[name];
    if (value === undefined || value === null || value === '') return undefined;
    return typeof value === 'string' ? value : JSON.stringify(value);
  }

  /** Throws `invalid_arguments` naming the one that is missing. */
  required(name: string): string {
    const value = this.optional(name);
    if (value === undefined) {
      throw refusalWithMessages('invalid_arguments', [`[ERROR] missing required field: ${name}`]);
    }
    return value;
  }

  boolean(name: string): boolean {
    return ['true', '1'].includes(this.optional(name) ?? '');
  }

  /** A whole number. Throws `code` where it is none or outside `min` to `max`. */
  integer(name: string, range: { initial: number; min: number; max: number }, code: string): number {
    const text = this.optional(name);
    if (text === undefined) return range.initial;
    const value = Number(text);
    if (!Number.isInteger(value) || value < range.min || value > range.max) throw new Refusal(code);
    return value;
  }

  /** A structured argument: itself in a JSON body, JSON text in a form. Throws `code` where it cannot be read. */
  json(name: string, code: string): unknown {
    const value = this.values[name];
    if (typeof value !== 'string') return value ?? undefined;
    if (value === '') return undefined;
    return parseJson(value, code);
  }
}

/**
 * Reads a request body by its content type: form, multipart or JSON.
 * Throws `invalid_json`, `json_not_object`, `invalid_form_data`.
 */
export async function parseBody(body: Buffer, contentType: string): Promise<Record<string, unknown>> {
  if (body.length === 0) return {};
  if (contentType.startsWith('application/json')) return parseObject(body.toString('utf8'));
  if (contentType.startsWith('multipart/form-data')) return await parseMultipart(body, contentType);
  return Object.fromEntries(new URLSearchParams(body.toString('utf8')));
}

function parseObject(text: string): Record<string, unknown> {
  const value = parseJson(text, 'invalid_json');
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Refusal('json_not_object');
  return value as Record<string, unknown>;
}

async function parseMultipart(body: Buffer, contentType: string): Promise<Record<string, unknown>> {
  const response = new Response(new Uint8Array(body), { headers: { 'content-type': contentType } });
  try {
    return Object.fromEntries(await response.formData());
  } catch {
    throw new Refusal('invalid_form_data');
  }
}
