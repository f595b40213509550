import { Refusal } from './refusal.ts';

/** What `text` says as JSON; undefined where it is none. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What `text` says as JSON. Throws `code` where it is none. */
export function parseJson(text: string, code = 'invalid_payload'): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(code);
  }
}
