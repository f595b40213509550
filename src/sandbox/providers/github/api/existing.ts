import type { Engine } from '../engine.ts';
import type { Issue, PullRequest } from '../world.ts';
import { ApiError, notFound } from './error.ts';
import { numberIn, type PathParameter } from './read.ts';

type Thread = { issue: Issue; pull?: undefined } | { issue?: undefined; pull: PullRequest };

/** The issue or pull request of that number; throws GitHub's 404, 410 (deleted) or 301 (transferred). */
export function existingThread({ world }: Engine, parameter: PathParameter): Thread {
  const number = numberIn(parameter);
  const issue = world.issues.find((candidate) => candidate.number === number);
  if (issue) return { issue };
  const pull = world.pullRequests.find((candidate) => candidate.number === number);
  if (pull) return { pull };
  const gone = world.goneIssues.find((candidate) => candidate.number === number);
  if (!gone) throw notFound();
  if (gone.movedTo === null) throw new ApiError(410, 'This issue was deleted');
  throw new ApiError(301, 'Moved Permanently', { url: gone.movedTo }, { location: gone.movedTo });
}
