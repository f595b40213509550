import { logLines } from '../build-log/lines.ts';
import type { BuildLogLine } from '../contract.ts';
import type { DeployAnswer, LogPage, ServiceAnswer } from './answers.ts';
import type { RenderApi } from './api.ts';

/** Twenty pages of a hundred lines: enough to see an error, and a small part of the reads Render allows a minute. */
const MOST_PAGES = 20;
/** The last lines of a build are stamped a little later than the deploy's own end, in ms. */
const LATE_MS = 2_000;

const ERROR_LEVELS: ReadonlySet<string> = new Set(['error', 'fatal', 'critical', 'alert', 'emergency']);

type LogEntry = LogPage['logs'][number];

/**
 * The build log of a deploy, oldest line first; of a very long one its last 2,000 lines, where the error is. Render
 * keeps logs by service and time, not by deploy, so it is what the service's builds printed while this deploy ran.
 */
export async function readBuildLog(
  api: RenderApi,
  service: ServiceAnswer,
  deploy: DeployAnswer,
  now: Date,
): Promise<BuildLogLine[]> {
  const end = deploy.finishedAt ? new Date(deploy.finishedAt.getTime() + LATE_MS) : now;
  let startTime = (deploy.startedAt ?? deploy.createdAt).toISOString();
  let endTime = end.toISOString();
  const newestFirst: LogEntry[] = [];
  const seen = new Set<string>();

  for (let turned = 0; turned < MOST_PAGES; turned += 1) {
    const page = await api.buildLogs({ ownerId: service.ownerId, serviceId: service.id, startTime, endTime });
    // Pages overlap where several lines have the time at which one ends.
    const fresh = page.logs.filter(({ id }) => !id || !seen.has(id));
    for (const { id } of fresh) if (id) seen.add(id);
    newestFirst.push(...fresh);
    if (!page.hasMore || !page.nextEndTime || fresh.length === 0) break;
    startTime = page.nextStartTime ?? startTime;
    endTime = page.nextEndTime;
  }
  return newestFirst.reverse().flatMap(linesOf);
}

function linesOf({ message, timestamp, labels }: LogEntry): BuildLogLine[] {
  const level = labels.find(({ name }) => name === 'level')?.value.toLowerCase() ?? '';
  return logLines(message, { isError: ERROR_LEVELS.has(level), at: timestamp });
}
