import type { FailureKind } from './world.ts';

/** One line a build prints. */
export interface PrintedLine {
  type: 'command' | 'stdout' | 'stderr' | 'exit';
  text: string;
}

/** How a broken build ends: what the vendor says of it, and what its log shows from the build command on. */
export interface Failure {
  /** Stands in `errorCode`; Vercel's spec leaves these words open. */
  code: string;
  message: string;
  step: 'buildStep' | 'initStep';
  lines: PrintedLine[];
}

const ESC = '\u001b[';
const red = (text: string) => `${ESC}31m${text}${ESC}39m`;
const bold = (text: string) => `${ESC}1m${text}${ESC}22m`;
const dim = (text: string) => `${ESC}2m${text}${ESC}22m`;
const yellow = (text: string) => `${ESC}33m${text}${ESC}39m`;
const cyan = (text: string) => `${ESC}36m${text}${ESC}39m`;

const out = (text: string): PrintedLine => ({ type: 'stdout', text });
const err = (text: string): PrintedLine => ({ type: 'stderr', text });

const typeError = [
  out(` ${bold(`${ESC}32m✓${ESC}39m`)} Compiled successfully in 8.1s`),
  out('   Linting and checking validity of types ...'),
  err(`${yellow('./components/footer.tsx')}`),
  err(
    `${cyan('22:9')}  ${yellow(bold('Warning'))}: Using \`<img>\` could result in slower LCP.  @next/next/no-img-element`,
  ),
  err(red('Failed to compile.')),
  err(''),
  err(`${cyan('./app/login/page.tsx')}:${yellow('14')}:${yellow('23')}`),
  err(`${red(bold('Type error'))}: Property 'email' does not exist on type 'Session'.`),
  err(''),
  err(` ${dim('12 |')}   const session = await readSession();`),
  err(` ${dim('13 |')}`),
  err(`${red(bold('>'))} ${dim('14 |')}   return <p>Hello {session.email}</p>;`),
  err(` ${dim('   |')}                           ${red(bold('^'))}`),
  err(` ${dim('15 |')} }`),
  err('Next.js build worker exited with code: 1 and signal: null'),
];

const missingModule = [
  err(red('Failed to compile.')),
  err(''),
  err('./app/search/page.tsx'),
  err(`${red(bold('Module not found'))}: Can't resolve '@/components/search-box'`),
  err(''),
  err('https://nextjs.org/docs/messages/module-not-found'),
  err(''),
  err(`> Build failed because of webpack errors`),
];

const failingTest = [
  out(`${bold(cyan(' RUN '))} v3.2.4 /vercel/path0`),
  out(` ${ESC}32m✓${ESC}39m lib/price.test.ts ${dim('(4 tests)')} 6ms`),
  out(` ${red('❯')} lib/cart.test.ts ${dim('(3 tests | 1 failed)')} 14ms`),
  err(`${red(bold(' FAIL '))} lib/cart.test.ts > total > adds the tax once`),
  err(red('AssertionError: expected 23.8 to be 20 // Object.is equality')),
  err(`${dim(' ❯')} lib/cart.test.ts:31:25`),
  out(` Test Files  ${red('1 failed')} | 1 passed (2)`),
  out(`      Tests  ${red('1 failed')} | 6 passed (7)`),
];

/** What npm and Vercel print after the error that matters. */
const aftermath = [
  err('npm error code ELIFECYCLE'),
  err('npm error errno 1'),
  err('npm error web-app@0.1.0 build: `npm run check && next build`'),
  err('npm error Exit status 1'),
  err('npm error Failed at the web-app@0.1.0 build script.'),
  err('npm error A complete log of this run can be found in: /vercel/.npm/_logs/build-debug-0.log'),
  err('Error: Command "npm run build" exited with 1'),
  { type: 'exit', text: '1' } satisfies PrintedLine,
];

const BUILD_EXITED: Omit<Failure, 'lines'> = {
  code: 'BUILD_UTILS_SPAWN_1',
  message: 'Command "npm run build" exited with 1',
  step: 'buildStep',
};

export const FAILURE: Readonly<Record<FailureKind, Failure>> = {
  'type error': { ...BUILD_EXITED, lines: [...typeError, ...aftermath] },
  'failing test': { ...BUILD_EXITED, lines: [...failingTest, ...aftermath] },
  'missing module': { ...BUILD_EXITED, lines: [...missingModule, ...aftermath] },
  'never starts': {
    code: 'RESOURCE_PROVISIONING_FAILED',
    message: 'Resource provisioning failed',
    step: 'initStep',
    lines: [],
  },
};
