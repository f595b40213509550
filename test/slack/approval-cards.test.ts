import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Act } from '../../src/governance/acts.ts';
import { viewErrors } from '../../src/sandbox/slack/block-kit/view.ts';
import { approvalCard, approvalOutcome } from '../../src/slack/cards/approval.ts';
import { approvalForm } from '../../src/slack/modals/approval-form.ts';
import type { ApprovalState } from '../../src/store/approval-schema.ts';
import { insertIssueLink } from '../../src/store/issue-links.ts';
import { insertPreview } from '../../src/store/previews.ts';
import { approvalRow, issueLinkRow, previewRow } from '../store/rows.ts';
import { actor } from './command-call.ts';
import { hostileText } from './hostile-text.ts';
import { type House, openHouse } from './house.ts';
import { expectSound, expectSoundView } from './sound.ts';

const STATES: ApprovalState[] = ['pending', 'approved', 'denied', 'expired', 'done', 'failed'];

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const describeIt = (act: Act) => house.rooms.describeAct(JSON.stringify(act));

describe('the card of an approval', () => {
  it.each<[ApprovalState, string, boolean]>([
    ['pending', 'Waits for a decision', true],
    ['approved', '*Approved.* <@U1>: Fine.', false],
    ['done', '*Approved and done.* <@U1>: Fine.', false],
    ['denied', '*Denied.* <@U1>: Fine.', false],
    ['expired', 'Nobody decided in time', false],
    ['failed', '*Failed.* It is gone.', false],
  ])('that is %s', (state, words, hasButtons) => {
    const decided = { decided_by: 'U1', decision_reason: 'Fine.', outcome: 'It is gone.' };
    const card = JSON.stringify(approvalCard(approvalRow({ state, ...decided }), 'deploy `feature/login`'));
    expect(card).toContain('<@U1> (member) asks to deploy `feature/login`.');
    expect(card).toContain('`governance/policy.yml: roles`');
    expect(card).toContain(words);
    expect(card.includes('approval:approve')).toBe(hasButtons);
  });

  it('is sound whatever people wrote, and so are the form and the outcome', async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, fc.constantFrom(...STATES), async (text, state) => {
        const subject = await describeIt({ kind: 'microstep.add', input: { title: text } });
        const told = { decided_by: 'U1', decision_reason: text, outcome: text, refusal: text };
        const approval = approvalRow({ state, ...told });
        expectSound(approvalCard(approval, subject));
        for (const end of ['done', 'denied', 'expired', 'failed'] as const) {
          expectSound(approvalOutcome(approval, subject, end));
        }
        expectSoundView(approvalForm('ap-1', 'U1', subject, 'approve'), 'modal');
      }),
      { numRuns: 60 },
    );
  });
});

describe('what an act would do', () => {
  it('is said in people’s words', async () => {
    const { database, rooms } = house;
    await insertPreview(database.db, previewRow({ id: 'pv-1', branch: 'feature/login' }));
    const { id: microstepId } = await rooms.plan.add(actor(), 'Build the <form>');
    await insertIssueLink(
      database.db,
      issueLinkRow({ id: 'link-1', microstep_id: microstepId, issue_key: 'ENG-7' }),
    );
    const step = '`p1.s1.ms1` “Build the &lt;form&gt;”';
    const about: [Act, string][] = [
      [{ kind: 'preview.request', input: { branch: 'a`b', channel: 'C1' } }, 'deploy `aʼb`'],
      [
        { kind: 'preview.request', input: { branch: 'x', provider: 'vercel', channel: 'C1' } },
        'deploy `x` with vercel',
      ],
      [
        { kind: 'preview.expire', input: { previewId: 'pv-1' } },
        'remove the preview `pv-1` of `feature/login` with vercel',
      ],
      [{ kind: 'preview.keep', input: { previewId: 'pv-gone' } }, 'keep the preview `pv-gone`'],
      [
        { kind: 'microstep.update', input: { ref: 'p1.s1.ms1', changes: { status: 'done', branch: null } } },
        'change `p1.s1.ms1`: status → done, branch → none',
      ],
      [
        { kind: 'issue.link', input: { microstepId, integrationId: 'i', externalId: '42' } },
        `link an issue to ${step} (\`42\`)`,
      ],
      [{ kind: 'issue.create', input: { microstepId, integrationId: 'i' } }, `create an issue for ${step}`],
      [{ kind: 'issue.unlink', input: { linkId: 'link-1' } }, `unlink \`ENG-7\` of ${step}`],
      [
        { kind: 'issue.keep_ours', input: { linkId: 'gone' } },
        'keep our side of an issue that is linked no more',
      ],
      [{ kind: 'issue.sync', input: { direction: 'both' } }, 'sync every tracker, both'],
    ];
    for (const [act, words] of about) expect(await describeIt(act)).toBe(words);
  });

  it('is told of a change of every field, however long', async () => {
    const changes = { title: 't'.repeat(500), description: 'd'.repeat(60_000), branch: 'b'.repeat(250) };
    const subject = await describeIt({ kind: 'microstep.update', input: { ref: 'p1.s1.ms1', changes } });
    expect(viewErrors(approvalForm('ap-1', 'U1', subject, 'deny'), 'modal')).toEqual([]);
  });
});
