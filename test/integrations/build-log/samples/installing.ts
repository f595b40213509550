import type { Sample } from './sample.ts';

/** Package managers of JavaScript. */
export const INSTALLING: Sample[] = [
  {
    tool: 'npm, dependency conflict',
    log: `Running "install" command: \`npm install\`...
npm warn deprecated inflight@1.0.6: This module is not supported
npm error code ERESOLVE
npm error ERESOLVE unable to resolve dependency tree
npm error
npm error While resolving: web-app@0.1.0
npm error Found: react@19.0.0
npm error Could not resolve dependency:
npm error peer react@"^18.0.0" from react-beautiful-dnd@13.1.1
npm error A complete log of this run can be found in: /vercel/.npm/_logs/debug-0.log
Error: Command "npm install" exited with 1`,
    starts: 'npm error code ERESOLVE',
    shows: [
      'npm error Found: react@19.0.0',
      'npm error peer react@"^18.0.0" from react-beautiful-dnd@13.1.1',
    ],
    hides: ['deprecated inflight', 'exited with 1', 'A complete log'],
  },
  {
    tool: 'npm 6, package not found',
    log: `npm WARN config optional Use --omit
npm ERR! code E404
npm ERR! 404 Not Found - GET https://registry.npmjs.org/@acme%2fui - Not found
npm ERR! 404
npm ERR! 404  '@acme/ui@^2.0.0' is not in this registry.`,
    starts: 'npm ERR! code E404',
    shows: ["npm ERR! 404  '@acme/ui@^2.0.0' is not in this registry."],
    hides: ['WARN config'],
  },
  {
    tool: 'npm, missing script',
    log: `> Detected Next.js
npm error Missing script: "build"
npm error
npm error To see a list of scripts, run:
npm error   npm run
Error: Command "npm run build" exited with 1`,
    starts: 'npm error Missing script: "build"',
    shows: [],
    hides: ['Detected', 'exited with 1'],
  },
  {
    tool: 'npm, a failing script says the cause before',
    log: `> web-app@1.0.0 build
> node build.js

node:internal/modules/cjs/loader:1228
  throw err;
  ^

Error: Cannot find module './config'
Require stack:
- /vercel/path0/build.js
    at Module._resolveFilename (node:internal/modules/cjs/loader:1225:15)
npm error Lifecycle script \`build\` failed with error:
npm error code 1
npm error path /vercel/path0
Error: Command "npm run build" exited with 1`,
    starts: 'node:internal/modules/cjs/loader:1228',
    shows: ["Error: Cannot find module './config'", '- /vercel/path0/build.js'],
    hides: ['Lifecycle script', 'code 1', 'exited with 1'],
  },
  {
    tool: 'yarn',
    log: `yarn install v1.22.22
[1/4] Resolving packages...
error Couldn't find package "@acme/theme@^3" required by "web-app@1.0.0" on the "npm" registry.
info Visit https://yarnpkg.com/en/docs/cli/install for documentation about this command.
Error: Command "yarn install" exited with 1`,
    starts: '[1/4] Resolving packages...',
    shows: [
      'error Couldn\'t find package "@acme/theme@^3" required by "web-app@1.0.0" on the "npm" registry.',
    ],
    hides: ['exited with 1'],
  },
  {
    tool: 'pnpm',
    log: `Lockfile is up to date, resolution step is skipped
 ERR_PNPM_OUTDATED_LOCKFILE  Cannot install with "frozen-lockfile" because pnpm-lock.yaml is not up to date with package.json

Note that in CI environments this setting is true by default.
Error: Command "pnpm install" exited with 1`,
    starts:
      ' ERR_PNPM_OUTDATED_LOCKFILE  Cannot install with "frozen-lockfile" because pnpm-lock.yaml is not up to date with package.json',
    shows: ['Note that in CI environments this setting is true by default.'],
    hides: ['Lockfile is up to date', 'exited with 1'],
  },
];
