/** How one tool announces an error, and how many lines around it belong to it. */
export interface ErrorPattern {
  tool: string;
  test: RegExp;
  /** Lines before it worth showing: a file name, a line of code. */
  before: number;
  /** Lines after it at most. */
  after: number;
  /** The last line that belongs to it, where the tool marks one. */
  until?: RegExp;
}

/** A line each tool prints first when something is truly wrong. The earliest in the log wins. */
export const CAUSES: readonly ErrorPattern[] = [
  {
    tool: 'npm',
    test: /^npm (?:ERR!|error) (?:code E(?!LIFECYCLE\b)[A-Z0-9]+|Missing script)/,
    before: 0,
    after: 14,
  },
  {
    tool: 'yarn',
    test: /^(?:error (?:An unexpected error|Couldn't find|Your lockfile|\S+: The engine)|➤ YN\d{4}: .*\bError\b)/,
    before: 1,
    after: 6,
  },
  { tool: 'pnpm', test: /\bERR_PNPM_(?!RECURSIVE_RUN_FIRST_FAIL\b)[A-Z_]+/, before: 0, after: 8 },
  { tool: 'tsc', test: /(?:\(\d+,\d+\)|:\d+:\d+)(?::| -) error TS\d+:|^error TS\d+:/, before: 0, after: 12 },
  {
    tool: 'Vite',
    test: /^(?:error during build:|\[vite\]: Rollup failed|(?:✗|x) Build failed in )/,
    before: 0,
    after: 12,
  },
  { tool: 'Rollup', test: /^(?:\[!\] |RollupError: |\[vite:[\w-]+\] )/, before: 1, after: 10 },
  { tool: 'esbuild', test: /^\s*(?:✘|X) \[ERROR\] /, before: 0, after: 8 },
  { tool: 'Next.js', test: /^Failed to compile\.?$/, before: 0, after: 14 },
  { tool: 'Next.js type check', test: /^Type error: /, before: 1, after: 12 },
  {
    tool: 'Next.js prerender',
    test: /^(?:Error occurred prerendering page|Build optimization failed)/,
    before: 0,
    after: 10,
  },
  { tool: 'webpack', test: /^ERROR in /, before: 0, after: 12 },
  { tool: 'webpack module', test: /^Module (?:not found: |parse failed|build failed)/, before: 1, after: 12 },
  { tool: 'ESLint', test: /^\s+\d+:\d+\s+error\s{2,}/, before: 1, after: 12 },
  { tool: 'ESLint in Next.js', test: /^\d+:\d+ {2}Error: /, before: 1, after: 10 },
  { tool: 'Jest', test: /^\s*● (?!Console\b)/, before: 1, after: 18 },
  { tool: 'Vitest', test: /^\s*(?:❯ )?FAIL {1,2}\S/, before: 0, after: 18 },
  {
    tool: 'Docker',
    test: /failed to (?:compute cache key|read dockerfile|resolve source metadata|calculate checksum)|^(?:COPY|ADD) failed: |pull access denied|dockerfile parse error/i,
    before: 3,
    after: 8,
  },
  {
    tool: 'Python',
    test: /^Traceback \(most recent call last\):/,
    before: 0,
    after: 60,
    until: /^[A-Za-z_][\w.]*(?:Error|Exception|Exit|Interrupt|Warning|NotFound|DoesNotExist)\b/,
  },
  {
    tool: 'pip',
    test: /^\s*(?:ERROR: (?:Could not|No matching|Failed building|Cannot install)|error: subprocess-exited-with-error)/,
    before: 0,
    after: 10,
  },
  { tool: 'Python syntax', test: /^(?:Syntax|Indentation|Tab)Error: /, before: 3, after: 2 },
  { tool: 'Go', test: /^(?:\.{0,2}\/)?[\w./-]+\.go:\d+(?::\d+)?: /, before: 1, after: 10 },
  {
    tool: 'Go modules',
    test: /^(?:go: (?!downloading\b|finding\b|found\b|extracting\b|added\b).*(?:not found|unknown revision|updates to go\.mod|requires go|missing)|panic: |--- FAIL: )/,
    before: 0,
    after: 12,
  },
  { tool: 'Rust', test: /^error(?:\[E\d{4}\])?: (?!could not compile|aborting)/, before: 0, after: 12 },
  {
    tool: 'memory',
    test: /JavaScript heap out of memory|\bOOMKilled\b|^Killed$|No space left on device/,
    before: 3,
    after: 2,
  },
  {
    tool: 'shell',
    test: /^(?:\/bin\/)?(?:sh|bash|dash): (?:line )?(?:\d+: )?.*(?:not found|Permission denied|No such file)/,
    before: 1,
    after: 3,
  },
  { tool: 'git', test: /^fatal: /, before: 1, after: 3 },
  {
    tool: 'Vercel',
    test: /^Error: (?:No Output Directory|The (?:provided|Output Directory|pattern)|Invalid|Cannot find project|No Next\.js version)/,
    before: 0,
    after: 4,
  },
];

/** An error that names no tool: taken where none of the causes above is in the log. */
export const GENERIC: readonly ErrorPattern[] = [
  {
    tool: 'JavaScript',
    test: /^\s*(?:Uncaught )?(?:[A-Z]\w*)?Error(?: \[\w+\])?: /,
    before: 5,
    after: 10,
  },
  { tool: 'any', test: /^\s*(?:\[?(?:error|fatal|panic|ERR)\]?[:!\s]|❌ |✖ )/i, before: 1, after: 8 },
];

/** What is printed because something failed before. Never the start, unless nothing else is there; ends an excerpt. */
export const CONSEQUENCES: readonly RegExp[] = [
  /^npm (?:ERR!|error) (?:code (?:ELIFECYCLE|\d+)|errno \d+|Lifecycle script|command failed|A complete log)/,
  /\bELIFECYCLE\b|ERR_PNPM_RECURSIVE_RUN_FIRST_FAIL/,
  /^error (?:Command failed with|script ".*" exited)|^error: script ".*" exited/i,
  /^Error: Command ".*" exited with/,
  /^ERROR: (?:failed to (?:build: failed to )?solve: process|process ".*" did not complete|Service '.*' failed)/i,
  /^The command '.*' returned a non-zero code/,
  /^> Build failed because of/,
  /^make(?:\[\d+\])?: \*\*\*/,
  /^ ?ERROR\s+run failed: command/i,
  /^Found \d+ errors?\b/,
  /^error: could not compile/,
];

/** Looks like an error and is none. */
export const HARMLESS: readonly RegExp[] = [
  /^npm (?:warn|notice)/i,
  /\b0 errors?\b/i,
  /^\s*[✓✔√]/,
  /^\s*(?:⚠|warn(?:ing)?\b)/i,
];

/** What a platform or BuildKit puts before each line. Not looked at when an error is looked for. */
export const LINE_PREFIX =
  /^(?:#\d+ \d+\.\d+ |\d{4}-\d\d-\d\dT[\d:.]+Z?\s+|\d\d?:\d\d:\d\d(?:\.\d+)?(?: [AP]M)?:?\s)/;
