import type { FailureKind } from './world.ts';

/** One line a build prints. */
export interface PrintedLine {
  level: 'info' | 'error';
  text: string;
}

const ESC = '\u001b[';
const red = (text: string) => `${ESC}31m${text}${ESC}39m`;
const bold = (text: string) => `${ESC}1m${text}${ESC}22m`;
const dim = (text: string) => `${ESC}2m${text}${ESC}22m`;
const yellow = (text: string) => `${ESC}33m${text}${ESC}39m`;
const cyan = (text: string) => `${ESC}36m${text}${ESC}39m`;

const info = (text: string): PrintedLine => ({ level: 'info', text });
const error = (text: string): PrintedLine => ({ level: 'error', text });

const typeError = [
  info(
    `src/pages/footer.tsx${dim(':')}${yellow('22')}${dim(':')}${yellow('9')} - warning: image without a size`,
  ),
  error(
    `${cyan('src/pages/login.tsx')}:${yellow('14')}:${yellow('23')} - ${red('error')} ${dim('TS2339: ')}Property 'email' does not exist on type 'Session'.`,
  ),
  error(''),
  error(`${ESC}7m14${ESC}0m   return <p>Hello {session.email}</p>;`),
  error(`${ESC}7m  ${ESC}0m                           ${red('~~~~~')}`),
  error(''),
  error(`Found 1 error in src/pages/login.tsx${dim(':14')}`),
];

const failingTest = [
  info(`${bold(cyan(' RUN '))} v3.2.4 /opt/render/project/src`),
  info(` ${ESC}32m✓${ESC}39m lib/price.test.ts ${dim('(4 tests)')} 6ms`),
  error(` ${red('❯')} lib/cart.test.ts ${dim('(3 tests | 1 failed)')} 14ms`),
  error(`${red(bold(' FAIL '))} lib/cart.test.ts > total > adds the tax once`),
  error(red('AssertionError: expected 23.8 to be 20 // Object.is equality')),
  error(`${dim(' ❯')} lib/cart.test.ts:31:25`),
  info(` Test Files  ${red('1 failed')} | 1 passed (2)`),
  info(`      Tests  ${red('1 failed')} | 6 passed (7)`),
];

const missingModule = [
  error(`${red('✗')} Build failed in 812ms`),
  error(
    red("[vite]: Rollup failed to resolve import '@/components/search-box' from 'src/pages/search.tsx'."),
  ),
  error("Error: Cannot find module '@/components/search-box'"),
  error(
    '    at resolveId (/opt/render/project/src/node_modules/vite/dist/node/chunks/dep-build.js:51204:18)',
  ),
];

/** What npm and Render print after the error that matters. */
const aftermath = [
  error('npm error Lifecycle script `build` failed with error:'),
  error('npm error code 1'),
  error('npm error path /opt/render/project/src'),
  error('npm error command failed'),
  info('==> Build failed 😞'),
  info('==> Common ways to troubleshoot your deploy: https://render.com/docs/troubleshooting-deploys'),
];

/** How a build ends; undefined for failures that come after it. */
export const BUILD_FAILURE: Readonly<Record<FailureKind, PrintedLine[] | undefined>> = {
  'type error': [...typeError, ...aftermath],
  'failing test': [...failingTest, ...aftermath],
  'missing module': [...missingModule, ...aftermath],
  'pre-deploy command': undefined,
  'never starts': undefined,
};
