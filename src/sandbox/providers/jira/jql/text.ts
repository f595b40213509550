import { JqlError } from './tokens.ts';

/** The signs that are operators of Jira's text search. */
const RESERVED = /[+\-&|!(){}[\]^~?\\/:"]/;

/**
 * Whether a text holds every word of `wanted`, each as it is or, with an asterisk behind, as the beginning of one. Throws
 * `JqlError` for what would be an operator.
 */
export function textMatcher(wanted: string, field: string): (text: string) => boolean {
  if (/^\s*[*?]/.test(wanted)) {
    throw new JqlError(
      `The text query '${wanted}' for field '${field}' is not allowed to start with character '${wanted.trim()[0]}'.`,
    );
  }
  if (!wanted.trim() || RESERVED.test(wanted)) {
    throw new JqlError(`Unable to parse the text '${wanted}' for field '${field}'.`);
  }
  const terms = wanted.toLowerCase().trim().split(/\s+/);
  return (text) => {
    const words: string[] = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    return terms.every((term) =>
      term.endsWith('*') ? words.some((word) => word.startsWith(term.slice(0, -1))) : words.includes(term),
    );
  };
}
