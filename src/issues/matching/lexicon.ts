import { stem } from './stem.ts';

/** Words that say nothing of what a title is about. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  (
    'a able an and are as at be been by can do does during for from get had has have her his i if in into is it its let may ' +
    'must my of on onto or our own please shall she should so some than that the their them then there these they this ' +
    'those to us via was we were when where which while who will with within would you your s t d l'
  ).split(' '),
);

/** Phrases, each with the one word it is read as. Phrases are found by the stems of their words. */
const PHRASES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    login: 'log in, sign in, log on, sign on',
    email: 'e mail',
    logout: 'log out, sign out, log off, sign off',
    signup: 'sign up',
    setup: 'set up',
    checkout: 'check out',
    enable: 'turn on, switch on',
    disable: 'turn off, switch off',
    remove: 'get rid of, take out',
    frontend: 'front end, client side',
    backend: 'back end, server side',
    'two factor': 'multi factor, 2 factor, two step verification, 2 step verification',
    'single login': 'single sign on',
    internationalization: 'multi language',
    'end to end': 'end 2 end',
    'ci pipeline': 'continuous integration pipeline',
    ci: 'continuous integration',
    cd: 'continuous deployment, continuous delivery',
    'rest api': 'restful api',
    faq: 'frequently asked questions',
    'pull request': 'merge request',
    allow: 'make possible',
    kubernetes: 'k 8 s',
  }).flatMap(([word, phrases]) => phrases.split(', ').map((phrase) => [stems(phrase), word])),
);

/** Spellings and short forms of the same word; the first of a line stands for all. Several words may stand for one. */
const SAME = [
  'add build create implement introduce develop make',
  'remove delete erase eliminate',
  'fix repair bugfix hotfix',
  'change update modify edit adjust',
  'configure config',
  'login signin logon',
  'logout signout logoff',
  'document doc',
  'test qa',
  'research investigate spike',
  'database db',
  'repository repo',
  'environment env',
  'production prod',
  'development dev',
  'application app',
  'administrator admin',
  'message msg',
  'parameter param',
  'button btn',
  'navigation nav',
  'information info',
  'image img picture',
  'authentication auth authn',
  'authorization authz',
  'kubernetes k8s',
  'internationalization i18n',
  'localization l10n',
  'accessibility a11y',
  'javascript js',
  'typescript ts',
  'postgresql postgres',
  'email mail',
  'specification spec',
  'request req',
  'management mgmt',
  'frontend fe',
  'backend be',
  'maximum max',
  'minimum min',
  'performance perf',
  'reference ref',
  'organization org',
  'identifier id',
  'dependency dep',
  'yearly annual annually',
  'automate automatic auto',
  'every each all',
  'not no without never non cannot dont doesnt cant wont isnt arent',
];

/** Short forms of several words. */
const EXPANSIONS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    '2fa': ['two', 'factor', 'authentication'],
    mfa: ['two', 'factor', 'authentication'],
    sso: ['single', 'login'],
    e2e: ['end', 'to', 'end'],
    pr: ['pull', 'request'],
    ui: ['user', 'interface'],
    cta: ['call', 'to', 'action'],
  }),
);

/** Words near enough to ask a person, and too far to be taken for one another. */
const KIN = [
  'page screen view',
  'form dialog modal popup window',
  'list table grid overview',
  'preferences settings options',
  'error failure exception crash bug problem issue',
  'improve enhance optimize polish speed',
  'show display render present',
  'user member account',
  'client customer',
  'search find lookup',
  'picture photo avatar',
  'notification alert reminder message',
  'monitor alert observe',
  'setup install bootstrap provision configure',
  'signup register',
  'research explore',
  'fix resolve',
  'remove drop',
  'password credential',
  'chart graph',
  'menu navigation',
  'allow enable support permit',
  'move migrate port',
  'validate verify check',
  'limit throttle',
  'cart basket',
  'bill invoice',
  'purchase buy order',
  'guide tutorial manual',
  'plan roadmap',
  'job task worker',
  'send deliver',
  'tag label',
  'log audit',
  'filter facet',
  'replace swap switch',
  'onboarding welcome',
  'slow performance latency',
  'store save persist',
  'load fetch',
  'export download',
  'import upload',
  'rename renaming',
  'photo image',
  'cleanup tidy remove',
  'document guide describe write',
  'homepage landing',
  'profile account',
  'api endpoint',
  'endpoint route',
  'deploy release ship',
  'stop prevent block',
  'start begin launch',
];

const CANONICAL: ReadonlyMap<string, string> = new Map(
  SAME.flatMap((line) => {
    const [head = '', ...others] = line.split(' ');
    return others.map((word) => [stem(word), stem(head)]);
  }),
);

const KIN_OF: ReadonlyMap<string, ReadonlySet<string>> = kinship();

export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}

/** The stem that stands for this word and its other spellings. */
export function canonicalStem(word: string): string {
  const stemmed = stem(word);
  return CANONICAL.get(stemmed) ?? stemmed;
}

/** The words that these words, from the first on, are read as where they are a phrase, and how many they are. */
export function phraseAt(
  stemmed: readonly string[],
  start: number,
): { words: string[]; length: number } | undefined {
  for (let length = Math.min(3, stemmed.length - start); length > 1; length -= 1) {
    const found = PHRASES.get(stemmed.slice(start, start + length).join(' '));
    if (found !== undefined) return { words: found.split(' '), length };
  }
  return undefined;
}

/** The words a short form stands for. */
export function expansion(word: string): readonly string[] {
  return EXPANSIONS.get(word) ?? [word];
}

/** Whether two canonical stems mean nearly the same. */
export function isKin(one: string, other: string): boolean {
  return KIN_OF.get(one)?.has(other) ?? false;
}

function stems(phrase: string): string {
  return phrase.split(' ').map(stem).join(' ');
}

function kinship(): Map<string, Set<string>> {
  const kin = new Map<string, Set<string>>();
  for (const line of KIN) {
    const words = line.split(' ').map(canonicalStem);
    for (const word of words) {
      const known = kin.get(word) ?? new Set();
      for (const other of words) if (other !== word) known.add(other);
      kin.set(word, known);
    }
  }
  return kin;
}
