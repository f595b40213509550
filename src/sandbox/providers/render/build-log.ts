import { REPOSITORY } from './account.ts';
import { BUILD_FAILURE, type PrintedLine } from './failures.ts';
import { buildEndsAt } from './lifecycle.ts';
import type { Deploy } from './world.ts';

export interface LogLine extends PrintedLine {
  id: string;
  /** Epoch milliseconds; no two lines of a deploy have the same. */
  at: number;
}

/** How long a line takes while nobody knows when the build will end. */
const HELD_LINE_MS = 200;
/** How much of its log a held build prints. */
const HELD_PART = 0.6;

/** What the build has printed by `now`, oldest first: nothing before it starts, and all of it once it has ended. */
export function logAt(deploy: Deploy, now: number): LogLine[] {
  const until = Math.min(now, deploy.canceledAt ?? Number.POSITIVE_INFINITY);
  return plannedLog(deploy).filter((line) => line.at <= until);
}

function plannedLog(deploy: Deploy): LogLine[] {
  const script = scriptOf(deploy);
  const end = buildEndsAt(deploy);
  const shown = end === undefined ? script.slice(0, Math.floor(script.length * HELD_PART)) : script;
  const step = end === undefined ? HELD_LINE_MS : (end - deploy.startsAt) / script.length;
  return shown.map((line, index) => ({
    ...line,
    id: `${deploy.id}-${index}`,
    at: Math.max(deploy.startsAt + index, Math.floor(deploy.startsAt + index * step)),
  }));
}

function scriptOf(deploy: Deploy): PrintedLine[] {
  const failure = deploy.failure ? BUILD_FAILURE[deploy.failure] : undefined;
  return [...beginning(deploy), ...(failure ?? SUCCESS)];
}

const info = (text: string): PrintedLine => ({ level: 'info', text });

function beginning({ branch, sha }: Deploy): PrintedLine[] {
  return [
    `==> Cloning from ${REPOSITORY.url}`,
    `==> Checking out commit ${sha} in branch ${branch}`,
    '==> Using Node.js version 24.11.0 (default)',
    '==> Docs on specifying a Node.js version: https://render.com/docs/node-version',
    "==> Running build command 'npm ci && npm run build'...",
    'npm warn deprecated inflight@1.0.6: This module is not supported, and leaks memory.',
    'added 312 packages, and audited 313 packages in 9s',
    'found 0 vulnerabilities',
    '> web-app@0.1.0 build',
    '> npm run check && vite build',
  ].map(info);
}

const SUCCESS: readonly PrintedLine[] = [
  'vite v7.2.4 building for production...',
  '✓ 214 modules transformed.',
  'dist/index.html                  0.46 kB │ gzip:  0.29 kB',
  'dist/assets/index-Bd1xQv2a.js  188.06 kB │ gzip: 59.13 kB',
  '✓ built in 3.82s',
  '==> Uploading build...',
  '==> Uploaded in 4.1s. Compression took 1.2s',
  '==> Build successful 🎉',
].map(info);
