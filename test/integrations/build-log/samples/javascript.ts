import type { Sample } from './sample.ts';

/** Compilers, bundlers, linters and test runners of JavaScript. */
export const JAVASCRIPT: Sample[] = [
  {
    tool: 'tsc, plain',
    log: `> web-app@1.0.0 build
> tsc -b && vite build

src/login.tsx(12,5): error TS2322: Type 'string' is not assignable to type 'number'.
src/session.ts(3,10): error TS2305: Module '"./user"' has no exported member 'User'.
 ELIFECYCLE  Command failed with exit code 2.`,
    starts: "src/login.tsx(12,5): error TS2322: Type 'string' is not assignable to type 'number'.",
    shows: ["src/session.ts(3,10): error TS2305: Module '\"./user\"' has no exported member 'User'."],
    hides: ['tsc -b', 'ELIFECYCLE'],
  },
  {
    tool: 'tsc, pretty and coloured',
    log: `\u001b[96msrc/login.tsx\u001b[0m:\u001b[93m12\u001b[0m:\u001b[93m5\u001b[0m - \u001b[91merror\u001b[0m\u001b[90m TS2322: \u001b[0mType 'string' is not assignable to type 'number'.

\u001b[7m12\u001b[0m     count={name}
\u001b[7m  \u001b[0m \u001b[91m    ~~~~~\u001b[0m

Found 1 error in src/login.tsx:12`,
    starts: "src/login.tsx:12:5 - error TS2322: Type 'string' is not assignable to type 'number'.",
    shows: ['12     count={name}'],
    hides: ['Found 1 error', '\u001b'],
  },
  {
    tool: 'Vite',
    log: `vite v7.1.0 building for production...
transforming...
✓ 34 modules transformed.
x Build failed in 412ms
error during build:
[vite]: Rollup failed to resolve import "lodash-es" from "/vercel/path0/src/main.ts".
This is most likely unintended because it can break your application at runtime.
    at viteLog (file:///vercel/path0/node_modules/vite/dist/node/chunks/dep.js:46334:15)
Error: Command "vite build" exited with 1`,
    starts: 'x Build failed in 412ms',
    shows: ['[vite]: Rollup failed to resolve import "lodash-es" from "/vercel/path0/src/main.ts".'],
    hides: ['transforming', 'exited with 1'],
  },
  {
    tool: 'esbuild',
    log: `> esbuild src/index.ts --bundle

✘ [ERROR] Could not resolve "./missing"

    src/index.ts:1:20:
      1 │ import { thing } from "./missing"
        ╵                       ~~~~~~~~~~~

1 error
Error: Command "npm run build" exited with 1`,
    starts: '✘ [ERROR] Could not resolve "./missing"',
    shows: ['    src/index.ts:1:20:'],
    hides: ['exited with 1'],
  },
  {
    tool: 'Next.js, type error',
    log: `   ▲ Next.js 15.1.0

   Creating an optimized production build ...
 ✓ Compiled successfully
   Linting and checking validity of types ...
Failed to compile.

./src/app/page.tsx:8:9
Type error: Property 'title' does not exist on type 'Post'.

   6 |   return (
   7 |     <h1>
>  8 |       {post.title}
     |             ^
Next.js build worker exited with code: 1 and signal: null
Error: Command "npm run build" exited with 1`,
    starts: 'Failed to compile.',
    shows: ['./src/app/page.tsx:8:9', "Type error: Property 'title' does not exist on type 'Post'."],
    hides: ['exited with 1'],
  },
  {
    tool: 'Next.js, page that cannot be prerendered',
    log: `   Generating static pages (0/5) ...
Error occurred prerendering page "/pricing". Read more: https://nextjs.org/docs/messages/prerender-error
TypeError: Cannot read properties of undefined (reading 'plans')
    at Pricing (/vercel/path0/.next/server/app/pricing/page.js:1:2211)
> Build failed because of an error
Error: Command "next build" exited with 1`,
    starts:
      'Error occurred prerendering page "/pricing". Read more: https://nextjs.org/docs/messages/prerender-error',
    shows: ["TypeError: Cannot read properties of undefined (reading 'plans')"],
    hides: ['Generating static pages', 'exited with 1'],
  },
  {
    tool: 'webpack',
    log: `asset main.js 1.2 MiB [emitted] (name: main)
ERROR in ./src/index.js 3:0-30
Module not found: Error: Can't resolve './Header' in '/vercel/path0/src'
resolve './Header' in '/vercel/path0/src'

webpack 5.97.1 compiled with 1 error in 1893 ms`,
    starts: 'ERROR in ./src/index.js 3:0-30',
    shows: ["Module not found: Error: Can't resolve './Header' in '/vercel/path0/src'"],
    hides: ['asset main.js'],
  },
  {
    tool: 'ESLint',
    log: `> eslint .

/vercel/path0/src/cart.ts
  14:7   error    'total' is assigned a value but never used  @typescript-eslint/no-unused-vars
  20:11  warning  Unexpected console statement                no-console

✖ 2 problems (1 error, 1 warning)
npm error Lifecycle script \`lint\` failed with error:`,
    starts: '/vercel/path0/src/cart.ts',
    shows: [
      "  14:7   error    'total' is assigned a value but never used  @typescript-eslint/no-unused-vars",
    ],
    hides: ['Lifecycle script'],
  },
  {
    tool: 'Jest',
    log: `PASS src/a.test.js
FAIL src/cart.test.js
  ● cart › adds up

    expect(received).toBe(expected) // Object.is equality

    Expected: 3
    Received: 2

      at Object.toBe (src/cart.test.js:5:19)

Tests:       1 failed, 8 passed, 9 total
npm error Lifecycle script \`test\` failed with error:`,
    starts: 'FAIL src/cart.test.js',
    shows: ['  ● cart › adds up', '    Expected: 3', '    Received: 2'],
    hides: ['PASS', 'Lifecycle script'],
  },
  {
    tool: 'Vitest',
    log: ` ✓ test/a.test.ts (3 tests) 5ms
 ❯ test/cart.test.ts (2 tests | 1 failed) 9ms

⎯⎯⎯⎯⎯⎯⎯ Failed Tests 1 ⎯⎯⎯⎯⎯⎯⎯

 FAIL  test/cart.test.ts > cart > adds up
AssertionError: expected 2 to be 3 // Object.is equality

- Expected
+ Received

 ❯ test/cart.test.ts:5:19
 Test Files  1 failed | 1 passed (2)`,
    starts: ' FAIL  test/cart.test.ts > cart > adds up',
    shows: ['AssertionError: expected 2 to be 3 // Object.is equality', ' ❯ test/cart.test.ts:5:19'],
    hides: ['✓ test/a.test.ts'],
  },
];
