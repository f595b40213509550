import { SITE } from './account.ts';
import { err, FAILURE, out, type PrintedLine } from './failures.ts';
import type { Deploy } from './world.ts';

/** From one printed line to the next, in milliseconds. */
const LINE_MS = 120;

export interface LogLine extends PrintedLine {
  /** Epoch milliseconds. */
  at: number;
}

/**
 * What the build has printed by `now`, oldest first. Its beginning is printed line by line; the rest at once when the
 * build command is done, so that a build which is held before that has printed nothing it would have to take back.
 */
export function logAt(deploy: Deploy, now: number): LogLine[] {
  const { branch, sha, buildingAt, processingAt, endsAt, failure, canceledAt } = deploy;
  if (buildingAt === null) return [];
  const doneAt = processingAt ?? endsAt ?? Number.POSITIVE_INFINITY;
  const until = Math.min(now, canceledAt ?? now);
  const rest = failure ? FAILURE[failure].lines : success;
  const lines = [
    ...beginning(branch, sha).map((line, index) => ({
      ...line,
      at: Math.min(buildingAt + index * LINE_MS, doneAt),
    })),
    ...rest.map((line) => ({ ...line, at: doneAt })),
  ];
  return lines.filter(({ at }) => at <= until);
}

function beginning(branch: string, sha: string): PrintedLine[] {
  return [
    out('build-image version: 4a9b2c (noble)'),
    out('buildbot version: 9f31d2'),
    out('Fetching cached dependencies'),
    out(`Preparing Git Reference refs/heads/${branch}`),
    out(`Starting build script for ${sha.slice(0, 7)}`),
    out('Installing npm packages using npm version 11.6.2'),
    err('npm warn deprecated inflight@1.0.6: This module is not supported, and leaks memory.'),
    out('added 312 packages in 9s'),
    out('Successfully installed dependencies'),
    out('Netlify Build'),
    out('────────────────────────────────────────────────────────────────'),
    out('❯ Version'),
    out('  @netlify/build 35.5.3'),
    out(`❯ Context: ${branch === SITE.productionBranch ? 'production' : 'branch-deploy'}`),
    out('build.command from Netlify app'),
    out(`$ ${SITE.buildCommand}`),
    out(`> ${SITE.name}@0.1.0 build`),
    out('> npm run check && vite build'),
  ];
}

const success = [
  out('vite v7.2.4 building client environment for production...'),
  out('✓ 41 modules transformed.'),
  out('\u001b[32m✓ built in 1.24s\u001b[39m'),
  out('(build.command completed in 8.4s)'),
  out('Starting to deploy site from "dist"'),
  out('Section completed: deploying'),
  out('Site deploy was successfully initiated'),
  out('Site is live ✨'),
];
