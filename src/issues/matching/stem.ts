/** Words whose ending is no inflection, or would make two different words one. */
const KEPT: ReadonlySet<string> = new Set(
  (
    'setting listing landing building meeting billing shipping booking rating heading pending missing during morning ' +
    'production development reaction statement department apartment equipment series statistics news https alias canvas status analysis basis ' +
    'format repeat embed implement supplement complement experiment increment'
  ).split(' '),
);

const IRREGULAR: ReadonlyMap<string, string> = new Map(
  Object.entries({
    built: 'build',
    sent: 'send',
    written: 'write',
    broken: 'break',
    shown: 'show',
    hidden: 'hide',
    children: 'child',
    people: 'person',
    indices: 'index',
    aliases: 'alias',
    analyses: 'analysis',
    statuses: 'status',
    canvases: 'canvas',
    stats: 'statistics',
    registration: 'register',
    subscription: 'subscribe',
    description: 'describe',
    deletion: 'delete',
    analyse: 'analyze',
    analysed: 'analyze',
    analysing: 'analyze',
    implementation: 'implement',
    catalogue: 'catalog',
    dialogue: 'dialog',
    centre: 'center',
    colour: 'color',
    behaviour: 'behavior',
    favourite: 'favorite',
    licence: 'license',
    grey: 'gray',
    cheque: 'check',
  }),
);

/**
 * The stem that the inflections of an English word share, and the noun made of a verb (`migrate`, `migrated`,
 * `migrations`). Far lighter than Porter's: it leaves `-er`, `-al` and `-ly` alone, so that `user` is not `use`.
 * Takes a folded word; words of other alphabets, and those with digits, come back as they are.
 */
export function stem(word: string): string {
  if (!/^[a-z]{4,}$/.test(word)) return word;
  const one = singular(IRREGULAR.get(word) ?? word);
  const base = IRREGULAR.get(one) ?? one;
  if (KEPT.has(base)) return base;
  const verb = uninflected(base);
  return KEPT.has(verb) ? verb : bare(nounless(verb));
}

function singular(word: string): string {
  if (KEPT.has(word)) return word;
  if (/[a-z]{2}ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?:ss|us|is)$/.test(word)) return word;
  if (/(?:x|ch|sh|ss|zz)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}

function uninflected(word: string): string {
  if (/[a-z]{2}ied$/.test(word)) return `${word.slice(0, -3)}y`;
  const ending = /^(.*[aeiouy].*)(?:ing|(?<!e)ed)$/.exec(word)?.[1];
  if (ending === undefined || ending.length < 3) return word;
  if (/([bdfgmnprt])\1$/.test(ending)) return ending.slice(0, -1);
  return ending.endsWith('at') && !KEPT.has(ending) ? `${ending}e` : ending;
}

function nounless(word: string): string {
  return word
    .replace(/(?<=[a-z]{3})ically$/, 'ic')
    .replace(/(?<=[a-z]{3})ification$/, 'ify')
    .replace(/(?<=[a-z]{3})i[sz]ation$/, 'ize')
    .replace(/(?<=[a-z]{3})is(?:e|ing)?$/, 'ize')
    .replace(/(?<=[a-z]{4})(?:ation|ate)$/, '')
    .replace(/(?<=[a-z]{5})(?:ion|ment)$/, '');
}

function bare(word: string): string {
  return word
    .replace(/(?<=[a-z]{3})e$/, '')
    .replace(/(?<=[a-z]{4})ll$/, 'l')
    .replace(/(?<=[a-z]{3})ify$/, 'if');
}
