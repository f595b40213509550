import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { issueNewsMessage } from '../../src/slack/cards/issue-news.ts';
import { microstepLine, microstepPanel } from '../../src/slack/cards/microstep-panel.ts';
import { postedIssueCard } from '../../src/slack/cards/posted-issue.ts';
import { decidedSuggestion, suggestionMessage } from '../../src/slack/cards/suggestion.ts';
import { dryRunMessage, syncRunsMessage } from '../../src/slack/cards/sync-runs.ts';
import { linkForm } from '../../src/slack/modals/link-form.ts';
import { linkPostedForm } from '../../src/slack/modals/link-posted-form.ts';
import type { IssueLinkRow } from '../../src/store/issue-schema.ts';
import { previewRow } from '../previews/preview-row.ts';
import { hostileText } from './hostile-text.ts';
import { expectSound, expectSoundView } from './sound.ts';

const AT = '2026-01-05T10:00:00.000Z';
const anyUrl = fc.option(fc.oneof(fc.webUrl(), hostileText));

const anyLink = fc.record<IssueLinkRow>({
  id: fc.constant('link-1'),
  workspace_id: fc.constant('T1'),
  project_id: fc.constant('default'),
  microstep_id: fc.constant('ms-1'),
  integration_id: fc.constant('int-1'),
  provider: fc.constant('github'),
  state: fc.constantFrom('reserved', 'linked', 'gone'),
  external_id: fc.option(hostileText),
  issue_key: fc.option(hostileText),
  url: anyUrl,
  marker: fc.constant('marker'),
  create_sent_at: fc.constant(null),
  base: fc.option(hostileText.map((heldBy) => JSON.stringify({ heldBy }))),
  conflict: fc.option(
    fc
      .record({ title: fc.record({ ours: hostileText, theirs: hostileText }) })
      .map((fields) => JSON.stringify(fields)),
  ),
  unmapped_status: fc.option(hostileText),
  unmapped_priority: fc.option(hostileText),
  created_by: fc.constant('U1'),
  created_at: fc.constant(AT),
  synced_at: fc.constant(null),
});

const anyStep = hostileText.map((title) => ({
  id: 'ms-1',
  workspace_id: 'T1',
  project_id: 'default',
  phase: 1,
  step: 1,
  number: 1,
  position: 1,
  title,
  description: '',
  status: 'todo' as const,
  priority: 'none' as const,
  assignee: null,
  branch: title,
  created_at: AT,
  updated_at: AT,
}));

const NEWS = ['status', 'conflict', 'unmapped', 'unmapped_priority', 'gone', 'not_created', 'held'] as const;

describe('promise 19: cards of issues', () => {
  it.each(NEWS)('are sound, whatever the news of %s says', (what) => {
    fc.assert(
      fc.property(anyLink, hostileText, fc.option(hostileText, { nil: undefined }), (row, title, advice) => {
        const microstep = { ref: 'p1.s1.ms1', title, status: 'todo' };
        expectSound(issueNewsMessage(row, microstep, { what, advice }, 'GitHub'));
      }),
    );
  });

  it('show any microstep with its links and its history', () => {
    const anyChange = fc.record({ before: fc.option(hostileText), after: fc.option(hostileText) });
    const links = fc.array(anyLink, { maxLength: 30 });
    const changes = fc.array(anyChange, { maxLength: 20 });
    fc.assert(
      fc.property(anyStep, links, changes, hostileText, (step, rows, history, who) => {
        const made = history.map((change, index) => ({
          id: String(index),
          workspace_id: 'T1',
          microstep_id: 'ms-1',
          field: 'title',
          actor: who,
          at: AT,
          ...change,
        }));
        expectSound(
          microstepPanel(step, rows, made, [previewRow({ branch: step.title, url: who })], () => 'GitHub'),
        );
        expectSound(microstepLine(step));
        const trackers = [{ integrationId: 'int-1', name: 'GitHub' }];
        expectSoundView(linkForm(step, trackers), 'modal');
      }),
    );
  });

  it('show any issue that a link was posted to', () => {
    const anyIssue = fc.record({
      externalId: fc.constant('7'),
      key: hostileText,
      url: anyUrl.map((url) => url ?? ''),
      title: hostileText,
      description: hostileText,
      status: fc.record({ name: hostileText, meaning: fc.constant(undefined) }),
      priority: fc.constantFrom('none' as const, 'high' as const),
      assignee: fc.option(fc.record({ externalId: hostileText, name: hostileText }), { nil: undefined }),
      labels: fc.constant<string[]>([]),
      updatedAt: fc.constant(new Date(AT)),
    });
    fc.assert(
      fc.property(anyIssue, fc.option(hostileText, { nil: undefined }), (issue, title) => {
        const place = { id: 'ms-1', workspaceId: 'T1', projectId: 'default', ref: 'p1.s1.ms1' };
        const fields = { description: '', status: 'todo' as const, priority: 'none' as const };
        const microstep = title === undefined ? undefined : { ...place, ...fields, title };
        const posted = { integrationId: 'int-1', provider: 'github', issue, microstep };
        expectSound(postedIssueCard(posted, 'GitHub'));
        expectSoundView(linkPostedForm({ integrationId: 'int-1', externalId: '7' }), 'modal');
      }),
    );
  });

  it('suggest any issue', () => {
    fc.assert(
      fc.property(hostileText, hostileText, fc.webUrl(), (title, key, url) => {
        const microstep = { id: 'ms-1', ref: 'p1.s1.ms1', title, status: 'todo' };
        const issue = { provider: 'github', externalId: '7', key, title, url };
        expectSound(suggestionMessage(microstep, 'int-1', issue, 'GitHub'));
        expectSound(decidedSuggestion(issue));
      }),
    );
  });

  it('count the changes of a dry run that do not fit', () => {
    const anyChange = fc.record({
      issue: hostileText,
      microstep: fc.constant('p1.s1.ms1'),
      field: fc.constant('title' as const),
      way: fc.constantFrom('inbound' as const, 'outbound' as const, 'conflict' as const),
      from: hostileText,
      to: hostileText,
    });
    fc.assert(
      fc.property(fc.array(anyChange, { maxLength: 60 }), (changes) => {
        expectSound(dryRunMessage([{ provider: 'github', processed: 60, truncated: true, changes }]));
      }),
    );
    const changes = Array.from({ length: 500 }, () => ({
      issue: 'ACME-1',
      microstep: 'p1.s1.ms1',
      field: 'title' as const,
      way: 'inbound' as const,
      from: 'a long title '.repeat(10),
      to: 'another long title '.repeat(10),
    }));
    const message = dryRunMessage([{ provider: 'github', processed: 500, truncated: false, changes }]);
    expect(JSON.stringify(message)).toMatch(/… and \d+ more/);
  });

  it('show any run of the sync', () => {
    const run = { id: 'run-1', workspace_id: 'T1', integration_id: 'int-1', trigger: 'U1' };
    const counts = { processed: 1, created: 0, updated: 0, failed: 1, conflicts: 0 };
    fc.assert(
      fc.property(fc.option(hostileText), (error) => {
        const times = { started_at: AT, finished_at: AT };
        expectSound(
          syncRunsMessage([{ ...run, ...counts, ...times, direction: 'both', state: 'failed', error }]),
        );
      }),
    );
  });
});
