import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildIndex, LINK_BAR, SUGGEST_BAR, scoreTitles } from '../../../src/issues/matching/index.ts';

const corpus = buildIndex([
  { id: '1', title: 'Build the login form' },
  { id: '2', title: 'Export orders of admins' },
]);
const title = fc.string({ unit: 'grapheme', maxLength: 60 });
const words = fc.shuffledSubarray(['build', 'login', 'form', 'orders', 'admin', '2', 'écran'], {
  minLength: 2,
});

describe('scoreTitles', () => {
  it('is symmetric and between 0 and 1', () => {
    fc.assert(
      fc.property(title, title, (a, b) => {
        const score = scoreTitles(a, b, corpus);
        expect(score).toBe(scoreTitles(b, a, corpus));
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is 1 for a title and itself', () => {
    fc.assert(
      fc.property(title, (one) => {
        fc.pre(one.trim() !== '');
        expect(scoreTitles(one, one, corpus)).toBe(1);
      }),
    );
  });

  it('does not mind case, punctuation and a part that moved to the other end', () => {
    fc.assert(
      fc.property(words, fc.nat(5), (some, at) => {
        const other = [...some.slice(at), ...some.slice(0, at)].join(', ').toUpperCase();
        expect(scoreTitles(some.join(' '), `${other}!`, corpus)).toBe(1);
      }),
    );
  });

  it('suggests the same words in any other order', () => {
    fc.assert(
      fc.property(words, (some) => {
        const other = some.toReversed().join(' ');
        expect(scoreTitles(some.join(' '), other, corpus)).toBeGreaterThanOrEqual(SUGGEST_BAR);
      }),
    );
  });

  it.each([
    ['User invites admin', 'Admin invites user'],
    ['Orders link products', 'Products link orders'],
    ['Show buyer the seller', 'Show seller the buyer'],
    ['Start sync before backup', 'Start backup before sync'],
  ])('leaves to a person whether %j is %j', (a, b) => {
    const score = scoreTitles(a, b, corpus);
    expect(score).toBeGreaterThanOrEqual(SUGGEST_BAR);
    expect(score).toBeLessThan(LINK_BAR);
  });

  it.each([
    ['Migrate invoices part I', 'Migrate invoices part II'],
    ['API v1', 'API v2'],
    ['Add a coupon to the cart', 'Remove a coupon from the cart'],
    ['Enable audit log', 'Turn off audit log'],
    ['Login page', 'Logout page'],
    ['Publish a course', 'Unpublish a course'],
    ['Remove the create button', 'Remove the delete button'],
    ['Copy from staging to production', 'Copy from production to staging'],
    ['Convert JPEG to PNG', 'Convert PNG to JPEG'],
    ['[FE] Order list', 'Order list backend'],
    ['As a user I want to export orders', 'As an admin I want to export orders'],
    ['Order list', 'Tests for the order list'],
    ['Search with typos', 'Search without typos'],
  ])('does not even suggest %j for %j', (a, b) => {
    expect(scoreTitles(a, b, corpus)).toBeLessThan(SUGGEST_BAR);
  });

  it.each([
    ['a slip of the pen', 'Invoice dashbord', 'Invoice dashboard'],
    ['other keys of one project', 'PROJ-1 Invoice list', 'PROJ-2 Invoice list'],
    ['other scopes', 'fix(auth): invoice list', 'feat(api): invoice list'],
    ['kin', 'Invoice list page', 'Invoice list screen'],
    ['a number on one side', 'Migrate invoices', 'Migrate invoices part 2'],
  ])('links nothing across %s', (_, a, b) => {
    expect(scoreTitles(a, b, corpus)).toBeLessThan(LINK_BAR);
  });

  it.each([
    ['a long title', 'word '.repeat(2_000)],
    ['a long word', 'x'.repeat(10_000)],
    ['emoji', '🚀🎉'],
    ['brackets', '['.repeat(10_000)],
    ['keys', 'AB-1 '.repeat(2_000)],
    ['marks', `a${'\u0301'.repeat(10_000)}`],
  ])('reads %s', (_, hostile) => {
    expect(scoreTitles(hostile, hostile, corpus)).toBe(1);
    expect(scoreTitles(hostile, 'Build the login form', corpus)).toBeLessThan(SUGGEST_BAR);
  });

  it('is 0 for an empty title', () => {
    expect(scoreTitles('', '', corpus)).toBe(0);
  });
});
