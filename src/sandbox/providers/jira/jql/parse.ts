import { JqlError, type Token, tokensOf } from './tokens.ts';

/** `summary ~ "log*"` */
export interface Clause {
  field: string;
  operator: string;
  value: string;
}

export interface Order {
  field: string;
  descending: boolean;
}

export interface Query {
  /** All of them must hold. */
  clauses: Clause[];
  order: Order | undefined;
}

/**
 * Reads the part of JQL that is in use here: clauses joined by AND, and ORDER BY one field. Throws `JqlError` for anything else,
 * which Jira may well take.
 */
export function parseJql(jql: string): Query {
  const tokens = tokensOf(jql);
  const clauses: Clause[] = [];
  let at = 0;
  while (at < tokens.length && !isWord(tokens[at], 'order')) {
    if (clauses.length > 0 && !isWord(tokens[at++], 'and')) throw unexpected("'AND'", tokens[at - 1]);
    clauses.push(clauseOf(tokens.slice(at, at + 3)));
    at += 3;
  }
  return { clauses, order: orderOf(tokens.slice(at)) };
}

function clauseOf([field, operator, value]: Token[]): Clause {
  if (field?.kind !== 'word' && field?.kind !== 'quoted') throw unexpected('a field', field);
  if (operator?.kind !== 'operator') throw unexpected('an operator', operator);
  if (value?.kind !== 'word' && value?.kind !== 'quoted') throw unexpected('a value', value);
  return { field: field.text.toLowerCase(), operator: operator.text, value: value.text };
}

function orderOf([order, by, field, direction, surplus]: Token[]): Order | undefined {
  if (!order) return undefined;
  if (!isWord(by, 'by')) throw unexpected("'BY'", by);
  if (field?.kind !== 'word') throw unexpected('a field', field);
  const descending = isWord(direction, 'desc');
  if (direction && !descending && !isWord(direction, 'asc')) throw unexpected("'ASC' or 'DESC'", direction);
  if (surplus) throw unexpected('the end of the query', surplus);
  return { field: field.text.toLowerCase(), descending };
}

function isWord(token: Token | undefined, word: string): boolean {
  return token?.kind === 'word' && token.text.toLowerCase() === word;
}

function unexpected(wanted: string, got: Token | undefined): JqlError {
  const what = got ? `'${got.text}'` : 'the end of the query';
  return new JqlError(`Error in the JQL Query: Expecting ${wanted} but got ${what}.`);
}
