import { describe, expect, it } from 'vitest';
import { undress } from '../../../src/issues/matching/decorations.ts';
import { fold } from '../../../src/issues/matching/fold.ts';
import { stem } from '../../../src/issues/matching/stem.ts';
import { parseTitle } from '../../../src/issues/matching/title.ts';

describe('fold', () => {
  it.each([
    ['Ünïcode', 'unicode'],
    ['Straße', 'strasse'],
    ['ＦＵＬＬ ｗｉｄｔｈ', 'full width'],
    ['ﬁle', 'file'],
    ['Łódź', 'lodz'],
    // A voiced kana and a Devanagari vowel are letters, not accents.
    ['が', 'が'],
    ['हिन्दी', 'हिन्दी'],
  ])('%s', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });
});

describe('undress', () => {
  it.each([
    ['PROJ-12: Build it', 'Build it', ['proj-12'], []],
    ['#12 Build it', 'Build it', ['#12'], []],
    ['[ENG-3] Build it', 'Build it', ['eng-3'], []],
    ['Build it (ENG-3)', 'Build it', ['eng-3'], []],
    ['fix(auth)!: build it', 'build it', [], ['fix', 'auth']],
    ['[WEB] Epic: Build it', 'Build it', [], ['WEB', 'epic']],
    ['ENG-3 feat: build it', 'build it', ['eng-3'], ['add']],
    ['As an admin, I want to build it', 'build it', [], ['admin']],
    ['SHA-256 for files', 'SHA-256 for files', [], []],
    ['[v2] Search', '[v2] Search', [], []],
    ['[WEB]', '[WEB]', [], []],
  ])('%s', (title, text, keys, tags) => {
    expect(undress(title)).toEqual({ text, keys, tags });
  });
});

describe('stem', () => {
  it.each([
    ['migrate migrates migrated migrating migration migrations'],
    ['configure configured configuration'],
    ['notify notified notifications'],
    ['organise organizing organisation'],
    ['query queries querying'],
    ['cancelled canceled cancels'],
    ['implement implementation'],
  ])('%s are one', (words) => {
    expect(new Set(words.split(' ').map(stem)).size).toBe(1);
  });

  it.each([
    ['user', 'use'],
    ['production', 'product'],
    ['station', 'state'],
    ['setting', 'set'],
    ['format', 'form'],
    ['development', 'develop'],
  ])('%s is not %s', (one, other) => {
    expect(stem(one)).not.toBe(stem(other));
  });
});

describe('parseTitle', () => {
  it.each([
    ['case and punctuation', 'Resize: the ORDER-form!', 'resize order form'],
    ['a phrase', 'Sign-in form', 'login form'],
    ['a spelling', 'Colour centre', 'color center'],
    ['a short form', 'K8s env', 'kubernetes environment'],
    ['several words in short', '2FA for admins', 'two-factor authentication for administrators'],
    ['a roman numeral', 'Invoices part II', 'invoices part 2'],
    ['an ordinal', '2nd phase', 'phase two'],
    ['a version', 'API v1.0', 'API 1'],
    ['thousands', '10,000 rows', '10000 rows'],
    ['a unit', '10MB limit', '10 mb limit'],
    ['negation', "Don't log", 'not log'],
    ['accents', 'Réparer l’entrée', 'reparer entree'],
    ['the order of words', 'search orders', 'orders search'],
  ])('reads through %s', (_, one, other) => {
    expect(parseTitle(one).signature).toBe(parseTitle(other).signature);
  });

  it.each([
    ['part A', 'part B'],
    ['part I', 'part II'],
    ['C# client', 'C++ client'],
    ['30 second timeout', '30 2 timeout'],
    ['state', 'statistics'],
  ])('keeps %j from %j', (one, other) => {
    expect(parseTitle(one).signature).not.toBe(parseTitle(other).signature);
  });
});
