/** What is wrong with a query, in Jira's words. */
export class JqlError extends Error {}

export interface Token {
  kind: 'word' | 'quoted' | 'operator';
  text: string;
}

const PATTERN = /\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(!=|!~|>=|<=|[=~<>])|([^\s"'=~<>!,()]+))/y;

/** Takes a query apart. What is in quotation marks is a value, whatever stands there. */
export function tokensOf(jql: string): Token[] {
  const tokens: Token[] = [];
  const text = jql.trimEnd();
  PATTERN.lastIndex = 0;
  while (PATTERN.lastIndex < text.length) {
    const at = PATTERN.lastIndex;
    const found = PATTERN.exec(text);
    if (!found) throw new JqlError(`Error in the JQL Query: Unexpected character at position ${at}.`);
    const [, double, single, operator, word] = found;
    const quoted = double ?? single;
    if (quoted !== undefined) tokens.push({ kind: 'quoted', text: unescaped(quoted) });
    else if (operator) tokens.push({ kind: 'operator', text: operator });
    else if (word) tokens.push({ kind: 'word', text: word });
  }
  return tokens;
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, '$1');
}
