import { describe, expect, it } from 'vitest';
import type { Vocabulary } from '../../src/integrations/contract.ts';
import { priorityMeaning, priorityWords, statusMeaning } from '../../src/integrations/vocabulary.ts';

const vocabulary: Vocabulary = {
  statusOverrides: { 'In Review': 'doing', Done: 'blocked' },
  statusNames: { 'To Do': 'todo', Done: 'done' },
  statusCategories: { new: 'todo', indeterminate: 'doing', done: 'done' },
  priorities: { Highest: 'urgent', Blocker: 'urgent', '3': 'normal' },
};

describe('statusMeaning', () => {
  it.each([
    ['what people decided goes first', { name: 'Done', category: 'done' }, 'blocked'],
    ['then the guide’s names, whatever their case', { name: ' to do ', category: 'done' }, 'todo'],
    ['then the category', { name: 'Shipped', category: 'done' }, 'done'],
    ['nothing where nothing says', { name: 'Shipped', category: 'weird' }, undefined],
    ['nor without a category', { name: 'Shipped' }, undefined],
  ])('%s', (_name, status, meaning) => {
    expect(statusMeaning(vocabulary, status)).toBe(meaning);
  });
});

it('maps priorities both ways', () => {
  expect(priorityMeaning(vocabulary, 'highest')).toBe('urgent');
  expect(priorityMeaning(vocabulary, 3)).toBe('normal');
  expect(priorityMeaning(vocabulary, null)).toBe('none');
  expect(priorityMeaning(vocabulary, 'Showstopper')).toBeUndefined();
  expect(priorityWords(vocabulary, 'urgent')).toEqual(['Highest', 'Blocker']);
});
