/** Words that say nothing of what a title is about. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  'a an and as at be by for from in into is it of on or the to with'.split(' '),
);

/** `PROJ-12`, `[ENG-3]`, `#12:` in front of a title. */
const ISSUE_KEY = /^\s*(?:\[?[A-Z][A-Z0-9]{1,9}-\d+\]?|\[?#\d+\]?)\s*[:\-–]?\s*/;
/** `feat:`, `fix(auth):`, `[WEB]` in front of a title. */
const PREFIX =
  /^\s*(?:(?:feat|fix|chore|docs|refactor|test|perf|build|ci|task|story|bug|epic)(?:\([^)]*\))?!?:|\[[^\]]{1,20}\])\s*/i;

/** The words of a title in a form in which the same words are the same: for comparing, never for showing. */
export function titleWords(title: string): string[] {
  const bare = title.slice(0, 1_000).replace(ISSUE_KEY, '').replace(PREFIX, '').replace(ISSUE_KEY, '');
  const plain = bare.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  const meaningful = words.filter((word) => !STOP_WORDS.has(word));
  return (meaningful.length > 0 ? meaningful : words).map(singular);
}

/** Plurals only: anything cleverer makes different words alike. */
function singular(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:ss|us|is)$/.test(word)) return word;
  if (/(?:x|ch|sh|ss)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}
