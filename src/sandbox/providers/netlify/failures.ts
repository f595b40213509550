import { SITE } from './account.ts';
import type { FailureKind } from './world.ts';

/** One line a build prints. */
export interface PrintedLine {
  text: string;
  isError: boolean;
}

/** How a broken build ends: the deploy's `error_message`, and what its log shows from the build command on. */
export interface Failure {
  message: string;
  lines: PrintedLine[];
}

export const out = (text: string): PrintedLine => ({ text, isError: false });
export const err = (text: string): PrintedLine => ({ text, isError: true });

const ESC = '\u001b[';
const red = (text: string) => `${ESC}31m${text}${ESC}39m`;

const typeError = [
  out('vite v7.2.4 building client environment for production...'),
  out('transforming...'),
  err(
    `${red('src/pages/login.tsx')}:14:23 - ${red('error')} TS2339: Property 'email' does not exist on type 'Session'.`,
  ),
  err(''),
  err('14   return <p>Hello {session.email}</p>;'),
  err(`                         ${red('~~~~~')}`),
  err(''),
  err('Found 1 error in src/pages/login.tsx:14'),
];

const missingModule = [
  out('vite v7.2.4 building client environment for production...'),
  out('transforming...'),
  out('✓ 34 modules transformed.'),
  err(`${red('✗')} Build failed in 812ms`),
  err('error during build:'),
  err(red('Could not resolve "./components/search-box" from "src/pages/search.tsx"')),
  err('file: /opt/build/repo/src/pages/search.tsx'),
];

const failingTest = [
  out(' RUN  v4.0.14 /opt/build/repo'),
  out(' ✓ src/price.test.ts (4 tests) 6ms'),
  out(' ❯ src/cart.test.ts (3 tests | 1 failed) 14ms'),
  err(red(' FAIL  src/cart.test.ts > total > adds the tax once')),
  err(red('AssertionError: expected 23.8 to be 20 // Object.is equality')),
  err(' ❯ src/cart.test.ts:31:25'),
  out(' Test Files  1 failed | 1 passed (2)'),
];

/** What Netlify's buildbot prints after the error that matters. */
const aftermath = [
  out(''),
  err(red('"build.command" failed                                        ')),
  err('────────────────────────────────────────────────────────────────'),
  err('  Error message'),
  err(`  Command failed with exit code 1: ${SITE.buildCommand} (https://ntl.fyi/exit-code-1)`),
  err('  Error location'),
  err('  In Build command from Netlify app:'),
  err(`  ${SITE.buildCommand}`),
  err('  Resolved config'),
  err('  build:'),
  err(`    command: ${SITE.buildCommand}`),
  err(`    publish: /opt/build/repo/${SITE.publishDirectory}`),
  err("Failed during stage 'building site': Build script returned non-zero exit code: 2"),
  err('Build failed due to a user error: Build script returned non-zero exit code: 2'),
  err('Failing build: Failed to build site'),
  out('Finished processing build request in 41.2s'),
];

const MESSAGE =
  "Failed during stage 'building site': Build script returned non-zero exit code: 2 (https://ntl.fyi/exit-code-2)";

export const FAILURE: Readonly<Record<FailureKind, Failure>> = {
  'type error': { message: MESSAGE, lines: [...typeError, ...aftermath] },
  'failing test': { message: MESSAGE, lines: [...failingTest, ...aftermath] },
  'missing module': { message: MESSAGE, lines: [...missingModule, ...aftermath] },
  'never starts': {
    message: "Failed during stage 'preparing repo': git ref refs/heads does not exist",
    lines: [],
  },
};
