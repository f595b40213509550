import { z } from 'zod';
import { type Finding, fail, ok, problemOf, warn } from './finding.ts';

/** Where Slack's Web API is, unless the operator says otherwise. */
export const SLACK_API = 'https://slack.com/api/';
const PATIENCE_MS = 10_000;
/** Linear's webhooks are refused after 60 s, Slack's requests after 300 s. */
const NOTABLE_SKEW_S = 30;
const FATAL_SKEW_S = 240;

const answerSchema = z.object({ ok: z.boolean(), error: z.string().optional(), team: z.string().optional() });

/**
 * Asks Slack who the token belongs to: whether it is good, has the scopes that `slack-manifest.yml` asks for, and
 * whether this machine's clock goes as Slack's does.
 */
export async function checkSlack(options: {
  botToken: string;
  apiUrl: string | undefined;
  /** From the manifest. */
  scopes: readonly string[];
  now: () => Date;
}): Promise<Finding[]> {
  const { botToken, apiUrl = SLACK_API, scopes, now } = options;
  try {
    const askedAt = now().getTime();
    const response = await fetch(`${apiUrl}auth.test`, {
      method: 'POST',
      headers: { authorization: `Bearer ${botToken}` },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const answer = answerSchema.parse(await response.json());
    const halfway = (askedAt + now().getTime()) / 2;
    const clock = checkClock(response.headers.get('date'), halfway);
    if (!answer.ok) return [refused(answer.error ?? 'no reason given'), ...clock];
    const granted = (response.headers.get('x-oauth-scopes') ?? '').split(',').map((scope) => scope.trim());
    return [
      ok('Slack', `the token is good, for ${answer.team ?? 'a workspace'}`),
      checkScopes(scopes, granted),
      ...clock,
    ];
  } catch (error) {
    return [
      fail(
        'Slack',
        `${apiUrl} cannot be asked: ${problemOf(error)}`,
        'Does a firewall or a proxy stand in the way?',
      ),
    ];
  }
}

function refused(error: string): Finding {
  const mend = 'Copy the bot token once more: your app at https://api.slack.com/apps, OAuth & Permissions.';
  return fail('Slack', `SLACK_BOT_TOKEN is refused: ${error}`, mend);
}

function checkScopes(needed: readonly string[], granted: readonly string[]): Finding {
  const missing = needed.filter((scope) => !granted.includes(scope));
  if (missing.length === 0) return ok('Slack scopes', 'all that slack-manifest.yml asks for');
  const mend = 'Paste slack-manifest.yml into your app’s App Manifest, save, and install it again.';
  return fail('Slack scopes', `missing: ${missing.join(', ')}`, mend);
}

/** `nowMs` is this machine's time, in ms, when the answer was made. */
function checkClock(date: string | null, nowMs: number): Finding[] {
  const theirs = Date.parse(date ?? '');
  if (Number.isNaN(theirs)) return [];
  const skew = Math.round((nowMs - theirs) / 1000);
  const text = `${Math.abs(skew)} s ${skew < 0 ? 'behind' : 'ahead of'} Slack’s`;
  const mend = 'Let NTP set it: timedatectl set-ntp true. Signed requests of a wrong time are refused.';
  if (Math.abs(skew) >= FATAL_SKEW_S) return [fail('Clock', text, mend)];
  if (Math.abs(skew) >= NOTABLE_SKEW_S) return [warn('Clock', text, mend)];
  return [ok('Clock', 'as Slack’s')];
}
