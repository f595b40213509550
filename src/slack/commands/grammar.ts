/** What a command takes beside its words: `--provider vercel` is a value, `--dry-run` a flag. */
export type OptionKinds = Readonly<Record<string, 'value' | 'flag'>>;

export interface ParsedArguments {
  words: string[];
  options: Readonly<Record<string, string>>;
  flags: ReadonlySet<string>;
}

/** The words could not be read; the message is for the person who typed them. */
export class GrammarError extends Error {
  override readonly name = 'GrammarError';
}

/** A token is an option only when it was typed bare: `"--odd-branch"` in quotes is a word. */
interface Token {
  text: string;
  quoted: boolean;
}

const QUOTES: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '“': '”',
  '”': '”',
  '‘': '’',
  '’': '’',
  '`': '`',
};

/** Splits the first word, the command's name in lower case, from the rest. */
export function splitCommand(text: string): { name: string; rest: string } {
  const [, name = '', rest = ''] = /^\s*(\S*)\s*([\s\S]*)$/.exec(text) ?? [];
  return { name: name.toLowerCase(), rest: rest.trim() };
}

/** Reads the words after a command's name. Throws `GrammarError`. */
export function parseArguments(text: string, kinds: OptionKinds): ParsedArguments {
  const words: string[] = [];
  const options: Record<string, string> = {};
  const flags = new Set<string>();
  const tokens = tokenize(unwrapSlack(text));
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (!token) continue;
    // A phone's keyboard makes one long dash of two short ones.
    const match = token.quoted ? null : /^(?:--|—)([a-z][a-z-]*)(?:=([\s\S]*))?$/i.exec(token.text);
    if (!match) {
      words.push(token.text);
      continue;
    }
    const [, typed = '', inline] = match;
    const name = typed.toLowerCase();
    const kind = name === 'help' ? 'flag' : kinds[name];
    if (kind === undefined) throw new GrammarError(unknownOption(name, kinds));
    if (kind === 'flag') {
      flags.add(name);
      continue;
    }
    const value = inline ?? tokens[index + 1]?.text;
    if (inline === undefined) index += 1;
    if (value === undefined || value === '') throw new GrammarError(`\`--${name}\` needs a value after it.`);
    options[name] = value;
  }
  return { words, options, flags };
}

function unknownOption(name: string, kinds: OptionKinds): string {
  const known = Object.keys(kinds).map((option) => `\`--${option}\``);
  const hint = known.length > 0 ? ` It takes ${known.join(', ')}.` : ' It takes no options.';
  return `This command does not know \`--${name}\`.${hint}`;
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let index = 0;
  while (index < text.length) {
    const character = text.charAt(index);
    if (/\s/.test(character)) {
      index += 1;
      continue;
    }
    const closing = QUOTES[character];
    if (closing !== undefined) {
      const end = text.indexOf(closing, index + 1);
      if (end === -1)
        throw new GrammarError(`The quote that opens at ${text.slice(index, index + 20)} is not closed.`);
      tokens.push({ text: text.slice(index + 1, end), quoted: true });
      index = end + 1;
      continue;
    }
    const [bare = ''] = /^(?:[^\s"“]|(?<==)"[^"]*")+/.exec(text.slice(index)) ?? [];
    tokens.push({ text: bare.replace(/="([^"]*)"$/, '=$1'), quoted: false });
    index += bare.length || 1;
  }
  return tokens;
}

/** Slack wraps what looks like a link and escapes three characters; what was typed is what is meant. */
function unwrapSlack(text: string): string {
  return text
    .replace(/<(?:https?:\/\/|mailto:)[^|>]*\|([^>]*)>/g, '$1')
    .replace(/<(https?:\/\/[^>]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
