import { type Project, projectOf } from './account.ts';
import { FAILURE, type PrintedLine } from './failures.ts';
import { HELD_PART, workingTime } from './lifecycle.ts';
import type { Deployment } from './world.ts';

export interface LogLine extends PrintedLine {
  /** Counts from 0; a line keeps its number. */
  index: number;
  /** Epoch milliseconds. */
  at: number;
}

/** What the build has printed by `now`, oldest first: nothing before it starts, and all of it once it has ended. */
export function logAt(deployment: Deployment, now: number): LogLine[] {
  const until = Math.min(now, deployment.canceledAt ?? Number.POSITIVE_INFINITY);
  return plannedLog(deployment).filter((line) => line.at <= until);
}

/** When the next line will be printed, or undefined where none will. */
export function nextLineAt(deployment: Deployment, now: number): number | undefined {
  if (deployment.canceledAt !== null) return undefined;
  return plannedLog(deployment).find((line) => line.at > now)?.at;
}

function plannedLog(deployment: Deployment): LogLine[] {
  const { buildingAt, endsAt } = deployment;
  if (buildingAt === null) return [];
  const script = scriptOf(deployment);
  const beforeHold = Math.floor(script.length * HELD_PART) + 1;
  const working = workingTime(deployment);
  const held = Math.max(0, (endsAt ?? 0) - (buildingAt + working));
  const shown = endsAt === null ? script.slice(0, beforeHold) : script;
  return shown.map((line, index) => {
    const planned = buildingAt + Math.floor((working * index) / script.length);
    const at = Math.floor(index < beforeHold ? planned : planned + held);
    return { ...line, index, at: Math.min(at, endsAt ?? at) };
  });
}

function scriptOf(deployment: Deployment): PrintedLine[] {
  const project = projectOf(deployment.projectId);
  const end = deployment.failure ? FAILURE[deployment.failure].lines : success(project);
  return [...beginning(project, deployment), ...end];
}

const out = (text: string): PrintedLine => ({ type: 'stdout', text });

function beginning({ repo, name }: Project, { branch, sha }: Deployment): PrintedLine[] {
  return [
    out('Running build in Washington, D.C., USA (East) – iad1'),
    out('Build machine configuration: 2 cores, 8 GB'),
    out(`Cloning github.com/${repo.org}/${repo.name} (Branch: ${branch}, Commit: ${sha.slice(0, 7)})`),
    out('Cloning completed: 412.000ms'),
    { type: 'command', text: 'vercel build' },
    out('Vercel CLI 48.6.0'),
    { type: 'command', text: 'npm install' },
    out('Installing dependencies...'),
    {
      type: 'stderr',
      text: 'npm warn deprecated inflight@1.0.6: This module is not supported, and leaks memory.',
    },
    out('added 312 packages in 9s'),
    { type: 'command', text: 'npm run build' },
    out(`> ${name}@0.1.0 build`),
    out('> npm run check && next build'),
    out('   Creating an optimized production build ...'),
  ];
}

function success({ name }: Project): PrintedLine[] {
  return [
    out(' \u001b[32m✓\u001b[39m Compiled successfully in 8.1s'),
    out('   Linting and checking validity of types ...'),
    out(' \u001b[32m✓\u001b[39m Generating static pages (7/7)'),
    out('Build Completed in /vercel/output [31s]'),
    out(`Deploying outputs of ${name}...`),
    out('Deployment completed'),
    { type: 'exit', text: '0' },
  ];
}
