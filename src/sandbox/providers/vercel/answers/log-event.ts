import type { LogLine } from '../build-log.ts';
import type { Deployment } from '../world.ts';

/** A line of a build log as GET /v3/deployments/{idOrUrl}/events answers it. */
export function logEvent(deployment: Deployment, line: LogLine) {
  const number = String(line.index).padStart(6, '0');
  return {
    type: line.type,
    created: line.at,
    date: line.at,
    deploymentId: deployment.id,
    id: `${line.at}${number}`,
    serial: `${line.at}${number}`,
    text: line.text,
    info: { type: 'build', name: deployment.buildId, entrypoint: '.' },
    ...(line.type === 'stderr' ? { level: /\bwarn/i.test(line.text) ? 'warning' : 'error' } : {}),
  };
}
