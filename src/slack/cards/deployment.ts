import type { KnownBlock } from '@slack/types';
import type { ReportedDeployment } from '../../jobs/job.ts';
import { actions, button, context, section } from '../blocks.ts';
import { code, escapeMrkdwn, isLinkable, link, truncate } from '../text.ts';
import type { Rendered } from './rendered.ts';

/** Longest of each, in characters before escaping. */
const LONGEST_BRANCH = 80;
const LONGEST_SUBJECT = 120;
const LONGEST_AUTHOR = 60;
const LONGEST_REASON = 300;

/** Tells that a production deployment is over, which BuildRunner only heard of. */
export function deploymentMessage(reported: ReportedDeployment, providerName: string): Rendered {
  const { state, branch, url, inspectUrl, error } = reported;
  const name = escapeMrkdwn(providerName);
  const outcome = state === 'ready' ? 'is live' : 'failed';
  const what = branch === undefined ? '' : ` of ${code(truncate(branch, LONGEST_BRANCH))}`;
  const why = state === 'failed' && error ? `\n${escapeMrkdwn(truncate(error, LONGEST_REASON))}` : '';
  const emoji = state === 'ready' ? ':rocket:' : ':x:';
  const said = `${emoji} The production deployment${what} on ${link(inspectUrl, providerName)} *${outcome}*.${why}`;
  const blocks: KnownBlock[] = [section(said)];
  const commit = commitLine(reported);
  if (commit) blocks.push(context(commit));
  if (state === 'ready' && isLinkable(url)) {
    blocks.push(actions([button('preview:open', 'Open', { url })]));
  }
  return { text: `The production deployment on ${name} ${outcome}.`, blocks };
}

function commitLine({ commit }: ReportedDeployment): string {
  if (!commit) return '';
  const [subject = ''] = (commit.message ?? '').split('\n');
  const author = commit.author ? ` by ${escapeMrkdwn(truncate(commit.author, LONGEST_AUTHOR))}` : '';
  return `${code(commit.sha.slice(0, 7))} ${escapeMrkdwn(truncate(subject, LONGEST_SUBJECT))}${author}`;
}
