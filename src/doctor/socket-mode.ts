import { z } from 'zod';
import { type Finding, fail, ok, problemOf } from './finding.ts';
import { SLACK_API } from './slack.ts';

const WHAT = 'Socket Mode';
const PATIENCE_MS = 10_000;

const answerSchema = z.object({ ok: z.boolean(), error: z.string().optional() });

/** Asks Slack for an address to connect to, and does not connect: whether the app token is good for it. */
export async function checkSocketMode(appToken: string, apiUrl = SLACK_API): Promise<Finding> {
  try {
    const response = await fetch(`${apiUrl}apps.connections.open`, {
      method: 'POST',
      headers: { authorization: `Bearer ${appToken}` },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const { ok: isGood, error = 'no reason given' } = answerSchema.parse(await response.json());
    if (isGood) return ok(WHAT, 'the app token is good: Slack need not reach this machine');
    const mend =
      'Make an app-level token with the scope connections:write: your app at https://api.slack.com/apps, Basic Information. Socket Mode has to be enabled there too.';
    return fail(WHAT, `SLACK_APP_TOKEN is refused: ${error}`, mend);
  } catch (error) {
    const mend = 'Does a firewall or a proxy stand in the way?';
    return fail(WHAT, `${apiUrl} cannot be asked: ${problemOf(error)}`, mend);
  }
}
