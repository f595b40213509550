import type { Sample } from './sample.ts';

/** Further ways in which the tools of web projects fail. */
export const FRAMEWORKS: Sample[] = [
  {
    tool: 'npm, no package.json',
    log: `Running "install" command: \`npm install\`...
npm error code ENOENT
npm error syscall open
npm error path /vercel/path0/package.json
npm error errno -2
npm error enoent Could not read package.json: Error: ENOENT: no such file or directory, open '/vercel/path0/package.json'
Error: Command "npm install" exited with 254`,
    starts: 'npm error code ENOENT',
    shows: ['npm error path /vercel/path0/package.json'],
    hides: ['Running "install"'],
  },
  {
    tool: 'npm, checksum',
    log: `npm error code EINTEGRITY
npm error sha512-aaa integrity checksum failed when using sha512: wanted sha512-bbb but got sha512-aaa. (1200 bytes)
npm error A complete log of this run can be found in: /root/.npm/_logs/debug-0.log`,
    starts: 'npm error code EINTEGRITY',
    shows: [],
    hides: [],
  },
  {
    tool: 'Vite, an import that cannot be resolved',
    log: `vite v7.1.0 building for production...
transforming...
✗ Build failed in 312ms
error during build:
[vite]: Rollup failed to resolve import "@/stores/session" from "/app/src/App.vue".
This is most likely unintended because it can break your application at runtime.
    at viteWarn (file:///app/node_modules/vite/dist/node/chunks/dep.js:1:1)`,
    starts: '✗ Build failed in 312ms',
    shows: ['[vite]: Rollup failed to resolve import "@/stores/session" from "/app/src/App.vue".'],
    hides: ['transforming'],
  },
  {
    tool: 'Next.js, module not found',
    log: `   Creating an optimized production build ...
Failed to compile.

./app/page.tsx
Module not found: Can't resolve '@/components/hero'

https://nextjs.org/docs/messages/module-not-found

> Build failed because of webpack errors
npm error code ELIFECYCLE`,
    starts: 'Failed to compile.',
    shows: ["Module not found: Can't resolve '@/components/hero'"],
    hides: ['Creating an optimized'],
  },
  {
    tool: 'Next.js, ESLint in the build',
    log: `   Linting and checking validity of types ...

Failed to compile.

./app/account/page.tsx
12:9  Error: 'user' is assigned a value but never used.  @typescript-eslint/no-unused-vars

info  - Need to disable some ESLint rules? Learn more here: https://nextjs.org/docs/app/api-reference/config/eslint`,
    starts: 'Failed to compile.',
    shows: ["12:9  Error: 'user' is assigned a value but never used.  @typescript-eslint/no-unused-vars"],
    hides: ['Linting and checking'],
  },
  {
    tool: 'webpack, a syntax error in a loader',
    log: `assets by status 1.2 MiB [cached] 3 assets
ERROR in ./src/index.js
Module build failed (from ./node_modules/babel-loader/lib/index.js):
SyntaxError: /app/src/index.js: Unexpected token (3:14)

  1 | import React from 'react';
  2 |
> 3 | const App = () <= null;
    |               ^
webpack 5.99.0 compiled with 1 error in 2301 ms`,
    starts: 'ERROR in ./src/index.js',
    shows: ['SyntaxError: /app/src/index.js: Unexpected token (3:14)'],
    hides: ['assets by status'],
  },
  {
    tool: 'Jest, a suite that does not run',
    log: ` PASS  src/sum.test.ts
 FAIL  src/user.test.ts
  ● Test suite failed to run

    Cannot find module '../db' from 'src/user.test.ts'

      1 | import { find } from '../db';

Test Suites: 1 failed, 1 passed, 2 total`,
    starts: ' FAIL  src/user.test.ts',
    shows: ["    Cannot find module '../db' from 'src/user.test.ts'"],
    hides: ['PASS  src/sum'],
  },
  {
    tool: 'Docker, an image that may not be pulled',
    log: `#3 [internal] load metadata for docker.io/acme/base:1
#3 ERROR: pull access denied, repository does not exist or may require authorization
------
 > [internal] load metadata for docker.io/acme/base:1:
------
ERROR: failed to solve: acme/base:1: pull access denied`,
    starts: '#3 [internal] load metadata for docker.io/acme/base:1',
    shows: ['#3 ERROR: pull access denied, repository does not exist or may require authorization'],
    hides: [],
  },
  {
    tool: 'Python, a module that is not installed',
    log: `Collected static files.
Traceback (most recent call last):
  File "/app/wsgi.py", line 3, in <module>
    from web import create_app
ModuleNotFoundError: No module named 'web'
Worker exiting`,
    starts: 'Traceback (most recent call last):',
    shows: ["ModuleNotFoundError: No module named 'web'"],
    hides: ['Collected static'],
  },
  {
    tool: 'Go, several errors of the compiler',
    log: `go: downloading github.com/jackc/pgx/v5 v5.7.0
# acme.example/api/internal/http
internal/http/server.go:31:7: undefined: newRouter
internal/http/server.go:44:2: declared and not used: ctx
==> Build failed`,
    starts: '# acme.example/api/internal/http',
    shows: ['internal/http/server.go:31:7: undefined: newRouter'],
    hides: ['downloading'],
  },
];
