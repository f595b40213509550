/** What stands around a title and is not part of it. */
export interface Decorations {
  /** The title without them; never empty where the title is not. */
  text: string;
  /** Issue keys in front and behind: `proj-12`, `#12`. */
  keys: string[];
  /** What brackets, a commit scope, a type or a story's role say: `[WEB]`, `fix(auth):`, `Epic:`, `As an admin`. */
  tags: string[];
}

/** Look like issue keys, and mean something. */
const NOT_A_PROJECT =
  /^(?:aes|covid|cve|es|gpt|http|ie|ieee|iso|mp|oauth|pep|rfc|sha|tls|utf|wcag|day|iteration|level|milestone|option|part|phase|release|round|section|sprint|stage|step|tier|top|v|variant|version|wave|week)-/i;
const BARE_KEY = /^([A-Z][A-Z0-9]{1,9}-\d+)(?=\s|[:\-–—|])\s*[:\-–—|]?\s*/;
const MARKED_KEY =
  /^(?:[[(]([a-z][a-z0-9]{1,9}-\d+|#\d+)[\])]\s*[:\-–—|]?|([a-z][a-z0-9]{1,9}-\d+|#\d+):|(#\d+)(?=\s))\s*/i;
const CLOSING_KEY = /\s*(?:[[(]([a-z][a-z0-9]{1,9}-\d+|#\d+)[\])])\s*$/i;
/** Digits in brackets are part of a title: `[1/3]`, `[v2]`. */
const BRACKETED = /^\[([^\]\d]{1,20})\]\s*[:\-–—|]?\s*/;
/** `revert:`, `docs:`, `test:` are not here: they say what is to be done. */
const TYPE =
  /^(bug|bugfix|build|chore|ci|enhancement|epic|feat|feature|fix|hotfix|perf|story|style|sub-?task|task|user story)(?:\(([^)\d]{1,30})\))?!?(?::|\s+[-–—|](?=\s))\s*/i;
const STORY = /^as an? ([\p{L} -]{2,30}?),? i (?:want|need|can|would like)(?: to)?(?: be able to)?\s+/iu;

const TYPE_TAGS: Readonly<Record<string, string>> = {
  bug: 'fix',
  bugfix: 'fix',
  hotfix: 'fix',
  fix: 'fix',
  feat: 'add',
  feature: 'add',
  epic: 'epic',
};

/** Takes keys, brackets, types and a story's opening off a title, however many stand in a row. */
export function undress(title: string): Decorations {
  const keys: string[] = [];
  const tags: string[] = [];
  let text = title.trim();

  /** Takes the pattern off, unless nothing of the title would be left. */
  function take(pattern: RegExp, keep: (groups: string[]) => void, refuse?: RegExp): boolean {
    const match = pattern.exec(text);
    if (!match) return false;
    const groups = match.slice(1).filter((group) => group !== undefined);
    const rest = text.replace(pattern, '');
    if (!/[\p{L}\p{N}]/u.test(rest) || groups.some((group) => refuse?.test(group))) return false;
    text = rest;
    keep(groups);
    return true;
  }

  const asKeys = (groups: string[]) => keys.push(...groups.map((key) => key.toLowerCase()));
  const asTags = (groups: string[]) => tags.push(...groups);
  const asType = ([type = '', scope]: string[]) => {
    const tag = TYPE_TAGS[type.toLowerCase()];
    tags.push(...[tag, scope].filter((found) => found !== undefined));
  };

  while (
    take(BARE_KEY, asKeys, NOT_A_PROJECT) ||
    take(MARKED_KEY, asKeys, NOT_A_PROJECT) ||
    take(BRACKETED, asTags) ||
    take(TYPE, asType) ||
    take(STORY, asTags)
  );
  while (take(CLOSING_KEY, asKeys, NOT_A_PROJECT));
  return { text, keys, tags };
}
