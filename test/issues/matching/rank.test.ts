import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generate } from '../../../bench/matching/generator.ts';
import { comparisons } from '../../../bench/matching/speed.ts';
import { buildIndex, matchAll, rankCandidates } from '../../../src/issues/matching/index.ts';

const titles = [
  'Build the login form',
  'Migrate invoices, part 1',
  'Migrate invoices, part 2',
  'Remove API v1',
  'Write release notes',
  'Write the release notes',
  'Add search to the product list',
  'Documentation',
];
const index = buildIndex(titles.map((title) => ({ id: title, title })));

describe('rankCandidates', () => {
  it.each([
    ['ENG-7 Login form: build', 'Build the login form', 'link'],
    ['Migrate invoices part II', 'Migrate invoices, part 2', 'link'],
    ['Migrate invoices part 3', 'Migrate invoices, part 1', 'none'],
    ['Remove API v2', 'Remove API v1', 'none'],
    // Two are equally near.
    ['Release notes: write', 'Write release notes', 'suggest'],
    ['Add serach to product lists', 'Add search to the product list', 'suggest'],
    // One word names no piece of work.
    ['Documentation', 'Documentation', 'suggest'],
  ])('%s', (title, id, verdict) => {
    expect(rankCandidates(title, index)[0]).toMatchObject({ id, verdict });
  });

  it.each(['', '   ', '🚀', 'Something else entirely'])('finds nothing for %j', (title) => {
    expect(rankCandidates(title, index)).toEqual([]);
  });

  it('gives no more than it is asked for', () => {
    expect(rankCandidates('Migrate invoices', index, { limit: 1 })).toHaveLength(1);
  });

  it('links no title that is longer than what is read of it', () => {
    const long = `Build ${'very '.repeat(2_000)}long form`;
    expect(rankCandidates(long, buildIndex([{ id: 'long', title: long }]))[0]?.verdict).toBe('suggest');
  });
});

describe('matchAll', () => {
  it('links a title of the index once at most', () => {
    const twice = [
      { id: 'a', title: 'Build the login form' },
      { id: 'b', title: 'ENG-7: build login form' },
      { id: 'c', title: 'Remove API v1' },
    ];
    expect(matchAll(twice, index).map(({ candidates }) => candidates[0]?.verdict)).toEqual([
      'suggest',
      'suggest',
      'link',
    ]);
  });
});

describe('the index', () => {
  it('is, after titles came and went, what it would be built anew', () => {
    const title = fc.constantFrom(...titles, 'Build login', 'Release API v1', '');
    const step = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e'), title: fc.option(title) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), title, (steps, asked) => {
        const changed = buildIndex([]);
        const left = new Map<string, string>();
        for (const { id, title } of steps) {
          if (title === null) changed.remove(id);
          else changed.add({ id, title });
          if (title === null) left.delete(id);
          else left.set(id, title);
        }
        const rebuilt = buildIndex([...left].map(([id, title]) => ({ id, title })).reverse());
        expect(rankCandidates(asked, changed)).toEqual(rankCandidates(asked, rebuilt));
      }),
    );
  });

  it('compares in step with the number of titles', () => {
    const [small, large] = [500, 1_000].map((count) => {
      const { issues, microsteps } = generate(count, 3);
      return comparisons(issues, buildIndex(microsteps));
    });
    expect(large).toBeGreaterThan(0);
    expect(large).toBeLessThanOrEqual(2.3 * (small ?? 0));
  });

  it('finds the same words among many titles that have nothing rare', () => {
    const many = Array.from({ length: 1_000 }, (_, n) => ({ id: `t${n}`, title: `Build widget ${n % 10}` }));
    const crowded = buildIndex([...many, { id: 'z', title: 'Widget, build' }]);
    expect(rankCandidates('Build widget', crowded)[0]?.id).toBe('z');
  });
});
