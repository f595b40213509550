import { type Act, readAct } from '../governance/acts.ts';
import type { PlanSide } from '../issues/plan-side.ts';
import type { Database } from '../store/database.ts';
import { findIssueLink } from '../store/issue-links.ts';
import { findPreview } from '../store/previews.ts';
import { code, escapeMrkdwn, truncate } from './text.ts';

/** Longest title or text that is shown of a change, in characters before escaping. */
const LONGEST_VALUE = 200;

export interface DescribeOptions {
  database: Database;
  plan: Pick<PlanSide, 'read'>;
  /** A provider's name for people. */
  providerName: (provider: string) => string;
}

/** What an act would do, in mrkdwn, so that it completes “asks to …”. */
export async function describeAct(options: DescribeOptions, json: string): Promise<string> {
  const act = readAct(json);
  switch (act.kind) {
    case 'preview.request': {
      const { branch, provider } = act.input;
      return `deploy ${code(branch)}${provider ? ` with ${escapeMrkdwn(options.providerName(provider))}` : ''}`;
    }
    case 'preview.redeploy':
    case 'preview.cancel':
    case 'preview.extend':
    case 'preview.keep':
    case 'preview.expire':
    case 'preview.mark_qa':
      return `${PREVIEW_VERBS[act.kind]} ${await previewText(options, act.input.previewId)}`;
    case 'microstep.add':
      return `add the microstep “${shown(act.input.title)}”`;
    case 'microstep.update':
      return `change ${code(act.input.ref)}: ${changesText(act.input.changes)}`;
    case 'issue.link':
    case 'issue.create': {
      const verb = act.kind === 'issue.link' ? 'link an issue to' : 'create an issue for';
      const about = act.kind === 'issue.link' ? ` (${code(act.input.externalId)})` : '';
      return `${verb} ${await microstepText(options, act.input.microstepId)}${about}`;
    }
    case 'issue.unlink':
    case 'issue.keep_ours':
    case 'issue.take_theirs':
      return `${LINK_VERBS[act.kind]} ${await linkText(options, act.input.linkId)}`;
    case 'issue.sync':
      return `sync ${act.input.what ? code(act.input.what) : 'every tracker'}, ${act.input.direction}`;
  }
}

const PREVIEW_VERBS = {
  'preview.redeploy': 'deploy again',
  'preview.cancel': 'cancel the build of',
  'preview.extend': 'extend',
  'preview.keep': 'keep',
  'preview.expire': 'remove',
  'preview.mark_qa': 'mark as QA passed',
} as const;

const LINK_VERBS = {
  'issue.unlink': 'unlink',
  'issue.keep_ours': 'keep our side of',
  'issue.take_theirs': 'take the other side of',
} as const;

async function previewText({ database, providerName }: DescribeOptions, id: string): Promise<string> {
  const preview = await findPreview(database.db, id);
  const about = preview && ` of ${code(preview.branch)} with ${escapeMrkdwn(providerName(preview.provider))}`;
  return `the preview ${code(id)}${about ?? ''}`;
}

async function microstepText({ database, plan }: DescribeOptions, id: string): Promise<string> {
  const microstep = await plan.read(database.db, id);
  return microstep ? `${code(microstep.ref)} “${shown(microstep.title)}”` : 'a microstep that is gone';
}

async function linkText(options: DescribeOptions, id: string): Promise<string> {
  const link = await findIssueLink(options.database.db, id);
  if (!link) return 'an issue that is linked no more';
  return `${code(link.issue_key ?? 'an issue')} of ${await microstepText(options, link.microstep_id)}`;
}

function changesText(changes: Extract<Act, { kind: 'microstep.update' }>['input']['changes']): string {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  return given.map(([field, value]) => `${field} → ${shown(value ?? 'none')}`).join(', ');
}

function shown(text: string): string {
  return escapeMrkdwn(truncate(text.replace(/\s+/g, ' '), LONGEST_VALUE));
}
