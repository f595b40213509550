import { describe, expect, test } from 'vitest';
import type { IssueStatus } from '../../../src/integrations/contract.ts';
import { StatusWords } from '../../../src/integrations/jira/status-words.ts';
import { vocabularyOf } from '../../../src/integrations/vocabulary.ts';
import { startVendor } from '../recording-vendor.ts';
import { FLAG, ISSUE, issue, STATUSES, transition, WORLD } from './answers.ts';
import { connect, type Given, manifest } from './vendor.ts';

const words = (overrides: Record<string, IssueStatus> = {}) =>
  new StatusWords(vocabularyOf(manifest, overrides));
const named = (name: string, category?: string) => ({
  name,
  ...(category && { statusCategory: { key: category } }),
});

describe('reading', () => {
  test.each<[name: string, category: string | undefined, meaning: IssueStatus | undefined]>([
    // The guide, line by line.
    ['To Do', 'new', 'todo'],
    ['In Progress', 'indeterminate', 'doing'],
    ['Done', 'done', 'done'],
    ['Blocked', 'indeterminate', 'blocked'],
    // Names go before categories, in any letters.
    ['BLOCKED', 'new', 'blocked'],
    ['done', 'indeterminate', 'done'],
    // Names that a team made up.
    ['Selected for Development', 'new', 'todo'],
    ['In Review', 'indeterminate', 'doing'],
    ["Won't do", 'done', 'done'],
    ['Parked', 'undefined', undefined],
    ['Parked', undefined, undefined],
  ])('%s (%s)', (name, category, meaning) => {
    expect(words().meaning(named(name, category))).toBe(meaning);
  });

  test('what people decided goes before the guide', () => {
    expect(words({ 'in review': 'done' }).meaning(named('In Review', 'indeterminate'))).toBe('done');
    expect(words({ Done: 'blocked' }).meaning(named('Done', 'done'))).toBe('blocked');
  });
});

/** Moves an issue to a status where its workflow has these transitions. */
async function move(
  wanted: IssueStatus,
  fields: Record<string, unknown>,
  transitions: unknown[],
  given: Given = {},
) {
  await using vendor = await startVendor({
    ...WORLD,
    [`GET ${ISSUE}`]: { body: issue(fields) },
    [`GET ${ISSUE}/transitions`]: { body: { transitions } },
  });
  const { issues } = await connect(vendor, given);
  const outcome = await issues.update('10012', { status: wanted }).then(
    () => undefined,
    (error: unknown) => error,
  );
  const sent = vendor.received.filter(({ method }) => method !== 'GET').map(({ body }) => body);
  return { outcome, sent };
}

const taken = (id: string) => ({ transition: { id } });

describe('which transition is taken', () => {
  test.each<[what: string, wanted: IssueStatus, transitions: unknown[], id: string]>([
    [
      'the one to a status of the guide before one by its category',
      'doing',
      [transition('9', STATUSES.review), transition('21', STATUSES.progress)],
      '21',
    ],
    ['one by its category where there is no other', 'doing', [transition('9', STATUSES.review)], '9'],
    [
      'the one that asks for nothing before the one that does',
      'done',
      [
        transition('1', STATUSES.done, { resolution: { required: true, name: 'Resolution' } }),
        transition('2', STATUSES.done),
      ],
      '2',
    ],
    [
      'of two alike the same each time',
      'done',
      [transition('51', STATUSES.done), transition('6', STATUSES.done)],
      '6',
    ],
    [
      'one whose field Jira fills in itself',
      'done',
      [transition('5', STATUSES.done, { x: { required: true, hasDefaultValue: true, name: 'X' } })],
      '5',
    ],
    ['one to "Blocked", by its name', 'blocked', [transition('7', STATUSES.blocked)], '7'],
    [
      'none that the workflow does not let this account take',
      'done',
      [{ ...transition('1', STATUSES.done), isAvailable: false }, transition('2', STATUSES.done)],
      '2',
    ],
  ])('%s', async (_what, wanted, transitions, id) => {
    expect(await move(wanted, {}, transitions)).toEqual({ outcome: undefined, sent: [taken(id)] });
  });

  test('what people decided about a status counts', async () => {
    const given = { overrides: { 'In Review': 'blocked' } } as const;
    const { sent } = await move('blocked', {}, [transition('9', STATUSES.review)], given);
    expect(sent).toEqual([taken('9')]);
  });

  test('one whose screen demands a field that the issue has', async () => {
    const demanding = transition('5', STATUSES.done, { assignee: { required: true, name: 'Assignee' } });
    expect((await move('done', { assignee: { accountId: 'a' } }, [demanding])).sent).toEqual([taken('5')]);
  });
});

describe('which is not', () => {
  test('none leads there: those there are, and nothing is changed', async () => {
    const { outcome, sent } = await move('blocked', {}, [
      transition('1', STATUSES.review),
      transition('2', STATUSES.done),
    ]);
    expect(outcome).toMatchObject({
      code: 'no_transition',
      retryable: false,
      advice: expect.stringMatching(
        /no transition of PROJ-12 from "To Do" to a status that means "blocked"\. From there it can go to "In Review", "Done"\. Map one of them.*a label "blocked" or the flag/,
      ),
    });
    expect(sent).toEqual([]);
  });

  test('there is none at all', async () => {
    const { outcome } = await move('done', {}, []);
    expect(outcome).toMatchObject({
      code: 'no_transition',
      advice: expect.stringContaining('may take no transition'),
    });
  });

  test.each([[undefined], [null], [''], [[]]])(
    'a field that the screen demands is empty: %j',
    async (value) => {
      const demanding = transition('5', STATUSES.done, {
        customfield_1: { required: true, name: 'Root cause' },
      });
      const { outcome, sent } = await move('done', { customfield_1: value }, [demanding]);
      expect(outcome).toMatchObject({
        code: 'invalid_request',
        advice: expect.stringMatching(/asks for Root cause when PROJ-12 goes to "Done".*\/browse\/PROJ-12/),
      });
      expect(sent).toEqual([]);
    },
  );
});

describe('no transition is needed', () => {
  test.each<[what: string, wanted: IssueStatus, fields: Record<string, unknown>, sent: unknown[]]>([
    ['where it is there already', 'todo', {}, []],
    ['where its status means it already', 'doing', { status: STATUSES.review }, []],
    ['where a label says it', 'blocked', { labels: ['blocked'] }, []],
    ['where the flag says it', 'blocked', { [FLAG]: [{ value: 'Impediment' }] }, []],
    [
      'to take up again what only a label blocks: the label goes',
      'todo',
      { labels: ['bug', 'Blocked'] },
      [{ fields: { labels: ['bug'] } }],
    ],
    [
      'to take up again what only the flag blocks: the flag goes',
      'todo',
      { [FLAG]: [{ value: 'Impediment' }] },
      [{ fields: { [FLAG]: null } }],
    ],
  ])('%s', async (_what, wanted, fields, sent) => {
    expect(await move(wanted, fields, [])).toEqual({ outcome: undefined, sent });
  });
});
