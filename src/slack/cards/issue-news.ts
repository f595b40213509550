import type { Button, KnownBlock } from '@slack/types';
import type { SyncBase } from '../../issues/merge.ts';
import type { IssueNews } from '../../jobs/job.ts';
import type { MappedField } from '../../store/issue-links.ts';
import type { IssueLinkRow } from '../../store/issue-schema.ts';
import { actions, button, lineSections, section, sentence } from '../blocks.ts';
import { LIMITS } from '../limits.ts';
import { code, escapeMrkdwn, isLinkable, link, truncate } from '../text.ts';
import { deployButton } from './deploy-button.ts';
import type { Rendered } from './rendered.ts';

/** Longest of each, in characters before escaping. */
const LONGEST_TITLE = 150;
const LONGEST_REASON = 500;
const LONGEST_VALUE = 250;

/** A microstep as a card names it. */
export interface NamedMicrostep {
  /** `p1.s2.ms3` */
  ref: string;
  title: string;
  status: string | undefined;
}

/** News of a linked issue: a pure function of the link and its microstep as they are now. */
export function issueNewsMessage(
  row: IssueLinkRow,
  microstep: NamedMicrostep,
  news: { what: IssueNews; advice?: string | undefined },
  providerName: string,
): Rendered {
  const issue = link(row.url, row.issue_key ?? 'the issue');
  const step = `${code(microstep.ref)} ${escapeMrkdwn(truncate(microstep.title, LONGEST_TITLE))}`;
  const say = (told: string, elements: Button[] = []): Rendered => ({
    text: truncate(told.replace(/<[^|>]*\|([^>]*)>/g, '$1'), LIMITS.messageText),
    blocks: [section(told), ...(elements.length > 0 ? [actions(elements, `issue:${row.id}`)] : [])],
  });
  const unmapped = (field: MappedField, word: string | null): Rendered => {
    if (word === null) return say(`:white_check_mark: The ${field} of ${issue} is mapped now.`);
    const asked = `:grey_question: ${issue} has the ${field} ${code(word)}, and nothing says what that means for ${step}.`;
    const left = `The ${field} is left as it is, and so is that of all issues that have this one.`;
    return say(`${asked} ${left}`, [act(`map-${field}`, 'Map it', row.id)]);
  };
  switch (news.what) {
    case 'status':
      return say(
        `:arrows_counterclockwise: ${issue} in ${providerName} moved ${step} to *${microstep.status ?? '–'}*.`,
      );
    case 'gone':
      return say(`:wastebasket: ${issue} was deleted in ${providerName}. ${step} stays as it is.`, [
        act('unlink', 'Unlink', row.id),
      ]);
    case 'unmapped':
      return unmapped('status', row.unmapped_status);
    case 'unmapped_priority':
      return unmapped('priority', row.unmapped_priority);
    case 'held': {
      if (heldBy(row) === undefined)
        return say(`:white_check_mark: Nothing keeps ${step} from being what ${issue} is any more.`);
      const why = escapeMrkdwn(truncate(news.advice ?? '', LONGEST_REASON));
      const rule = code(`governance/policy.yml: ${heldBy(row)}`);
      const told = `:no_entry: ${issue} is done in ${providerName}, and ${step} stays *${microstep.status ?? '–'}*. ${why}\nRule: ${rule}`;
      return say(told, [deployButton(microstep.ref)]);
    }
    case 'not_created': {
      if (row.state !== 'reserved')
        return say(`:white_check_mark: ${issue} was made in ${providerName} for ${step}.`);
      const why = escapeMrkdwn(truncate(news.advice ?? '', LONGEST_REASON));
      const failed = `:warning: No issue could be made in ${providerName} for ${step}. ${why}`;
      return say(failed, [act('retry-create', 'Try again', row.id), act('unlink', 'Leave it', row.id)]);
    }
    case 'conflict':
      return conflictMessage(row, step, issue, providerName);
  }
}

/** The line of the policy that keeps the issue's status from being carried over. */
function heldBy({ base }: IssueLinkRow): string | undefined {
  return base === null ? undefined : (JSON.parse(base) as Partial<SyncBase>).heldBy;
}

function conflictMessage(row: IssueLinkRow, step: string, issue: string, providerName: string): Rendered {
  if (row.conflict === null) {
    const text = `:white_check_mark: The conflict between ${step} and ${issue} is settled.`;
    return { ...sentence(text), text: 'A conflict is settled.' };
  }
  const fields: Record<string, { ours?: string; theirs?: string }> = JSON.parse(row.conflict);
  const lines = Object.entries(fields).map(
    ([field, { ours = '–', theirs = '–' }]) =>
      `*${field}*\nHere: ${escapeMrkdwn(truncate(ours, LONGEST_VALUE))}\n${providerName}: ${escapeMrkdwn(truncate(theirs, LONGEST_VALUE))}`,
  );
  const buttons = [act('keep-ours', 'Keep ours', row.id), act('take-theirs', 'Take theirs', row.id)];
  if (isLinkable(row.url)) buttons.push({ ...act('open', 'Open the issue', row.id), url: row.url });
  const blocks: KnownBlock[] = [
    section(`:twisted_rightwards_arrows: ${step} and ${issue} were both changed.`),
    ...lineSections(lines),
    actions(buttons, `issue:${row.id}`),
  ];
  const key = escapeMrkdwn(truncate(row.issue_key ?? '', LONGEST_TITLE));
  return { text: `A microstep and its issue ${key} were both changed: someone has to decide.`, blocks };
}

function act(name: string, label: string, linkId: string): Button {
  return button(`issue:${name}`, label, { value: linkId });
}
