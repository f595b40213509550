import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildIndex, rankCandidates, scoreTitles } from '../../../src/issues/matching/index.ts';
import { titleWords } from '../../../src/issues/matching/normalize.ts';

const index = buildIndex([
  { id: 'login', title: 'Build the login form' },
  { id: 'part1', title: 'Migrate invoices, part 1' },
  { id: 'part2', title: 'Migrate invoices, part 2' },
  { id: 'v1', title: 'Remove API v1' },
  { id: 'twice-a', title: 'Write release notes' },
  { id: 'twice-b', title: 'Write the release notes' },
  { id: 'search', title: 'Add search to the product list' },
]);

function best(title: string) {
  const [candidate] = rankCandidates(title, index);
  return candidate && `${candidate.id} ${candidate.verdict}`;
}

describe('titleWords', () => {
  it.each([
    ['PROJ-12: Build the Login-Form!', ['build', 'login', 'form']],
    ['feat(auth): build login forms', ['build', 'login', 'form']],
    ['[WEB] Réparer l’entrée', ['reparer', 'l', 'entree']],
    ['#42 Queries & classes', ['query', 'class']],
    ['The', ['the']],
    ['🚀', []],
  ])('%j', (title, words) => {
    expect(titleWords(title)).toEqual(words);
  });
});

describe('rankCandidates', () => {
  it.each([
    ['ENG-7 Login form: build', 'login link'],
    ['Migrate invoices part 2', 'part2 link'],
    ['Migrate invoices part 3', 'part1 none'],
    ['Remove API v2', 'v1 none'],
    ['Release notes: write', 'twice-a suggest'],
    ['Add search to the product lists page', 'search suggest'],
    ['Something else entirely', undefined],
    ['', undefined],
  ])('%j', (title, expected) => {
    expect(best(title)).toBe(expected);
  });

  it('forgets what was removed', () => {
    const own = buildIndex([{ id: 'a', title: 'Build the login form' }]);
    own.remove('a');
    expect(rankCandidates('Build the login form', own)).toEqual([]);
  });

  it('looks at few of many', () => {
    const many = buildIndex(
      Array.from({ length: 5_000 }, (_, n) => ({
        id: String(n),
        title: `Build widget number ${n} of the shop`,
      })),
    );
    expect(many.candidates(titleWords('Build widget number 77 of the shop')).size).toBeLessThan(10);
    expect(rankCandidates('Build widget number 77 of the shop', many)[0]).toMatchObject({
      id: '77',
      verdict: 'link',
    });
  });
});

describe('scoreTitles', () => {
  const title = fc.string({ unit: 'grapheme', maxLength: 60 });

  it('is symmetric and between 0 and 1', () => {
    fc.assert(
      fc.property(title, title, (a, b) => {
        const score = scoreTitles(a, b, index);
        expect(score).toBeCloseTo(scoreTitles(b, a, index));
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });

  it('does not mind case, punctuation and the order of words', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(['build', 'login', 'form', 'admin', '2'], { minLength: 2 }),
        (words) => {
          const one = words.join(' ');
          const other = [...words].reverse().join(', ').toUpperCase();
          expect(scoreTitles(one, other, index)).toBeCloseTo(1);
        },
      ),
    );
  });
});
