import type { Button, KnownBlock } from '@slack/types';
import type { IssueNews } from '../../jobs/job.ts';
import type { IssueLinkRow } from '../../store/issue-schema.ts';
import { section } from '../blocks.ts';
import { LIMITS } from '../limits.ts';
import { code, escapeMrkdwn, link, plain, truncate } from '../text.ts';
import type { Rendered } from './rendered.ts';

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
  const step = `${code(microstep.ref)} ${escapeMrkdwn(truncate(microstep.title, 150))}`;
  const say = (sentence: string, elements: Button[] = []): Rendered => ({
    text: sentence.replace(/<[^|>]*\|([^>]*)>/g, '$1'),
    blocks: [section(sentence), ...(elements.length > 0 ? [actions(row.id, elements)] : [])],
  });
  switch (news.what) {
    case 'status':
      return say(
        `:arrows_counterclockwise: ${issue} in ${providerName} moved ${step} to *${microstep.status ?? '–'}*.`,
      );
    case 'gone':
      return say(`:wastebasket: ${issue} was deleted in ${providerName}. ${step} stays as it is.`, [
        button('unlink', 'Unlink', row.id),
      ]);
    case 'unmapped': {
      if (row.unmapped_status === null)
        return say(`:white_check_mark: The status of ${issue} is mapped now.`);
      const name = code(row.unmapped_status);
      const sentence = `:grey_question: ${issue} is in the status ${name}, and nothing says what that means for ${step}.`;
      return say(`${sentence} It is left as it is.`);
    }
    case 'not_created': {
      if (row.state !== 'reserved')
        return say(`:white_check_mark: ${issue} was made in ${providerName} for ${step}.`);
      const why = escapeMrkdwn(truncate(news.advice ?? '', 500));
      const sentence = `:warning: No issue could be made in ${providerName} for ${step}. ${why}`;
      return say(sentence, [
        button('retry-create', 'Try again', row.id),
        button('unlink', 'Leave it', row.id),
      ]);
    }
    case 'conflict':
      return conflictMessage(row, step, issue, providerName);
  }
}

function conflictMessage(row: IssueLinkRow, step: string, issue: string, providerName: string): Rendered {
  if (row.conflict === null) {
    const sentence = `:white_check_mark: The conflict between ${step} and ${issue} is settled.`;
    return { text: 'A conflict is settled.', blocks: [section(sentence)] };
  }
  const fields: Record<string, { ours?: string; theirs?: string }> = JSON.parse(row.conflict);
  const lines = Object.entries(fields).map(
    ([field, { ours = '–', theirs = '–' }]) =>
      `*${field}*\nHere: ${escapeMrkdwn(truncate(ours, 250))}\n${providerName}: ${escapeMrkdwn(truncate(theirs, 250))}`,
  );
  const sentence = `:twisted_rightwards_arrows: ${step} and ${issue} were both changed.`;
  const blocks: KnownBlock[] = [
    section(sentence),
    section(truncate(lines.join('\n'), LIMITS.sectionText)),
    actions(row.id, [
      button('keep-ours', 'Keep ours', row.id),
      button('take-theirs', 'Take theirs', row.id),
      ...(row.url ? [{ ...button('open', 'Open the issue', row.id), url: row.url }] : []),
    ]),
  ];
  return {
    text: `A microstep and its issue ${row.issue_key ?? ''} were both changed: someone has to decide.`,
    blocks,
  };
}

function button(act: string, label: string, value: string): Button {
  return { type: 'button', action_id: `issue:${act}`, text: plain(label, LIMITS.buttonText), value };
}

function actions(id: string, elements: Button[]): KnownBlock {
  return { type: 'actions', block_id: `issue:${id}`, elements };
}
