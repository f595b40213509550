import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GrammarError, parseArguments, splitCommand } from '../../src/slack/commands/grammar.ts';

const kinds = { provider: 'value', 'dry-run': 'flag', branch: 'value' } as const;

describe('splitCommand', () => {
  it.each([
    ['', { name: '', rest: '' }],
    ['  Deploy-Preview  feature/login ', { name: 'deploy-preview', rest: 'feature/login' }],
    ['help\nconfigure', { name: 'help', rest: 'configure' }],
  ])('%j', (text, expected) => {
    expect(splitCommand(text)).toEqual(expected);
  });
});

describe('parseArguments', () => {
  it.each([
    ['feature/login --provider vercel', ['feature/login'], { provider: 'vercel' }, []],
    ['--provider=vercel --dry-run x', ['x'], { provider: 'vercel' }, ['dry-run']],
    ['"two words" \'and more\'', ['two words', 'and more'], {}, []],
    ['“smart quotes” `code`', ['smart quotes', 'code'], {}, []],
    ['—provider vercel', [], { provider: 'vercel' }, []],
    ['--branch="a b" c', ['c'], { branch: 'a b' }, []],
    ['"--provider"', ['--provider'], {}, []],
    ['fix &lt;b&gt; &amp;amp;', ['fix', '<b>', '&amp;'], {}, []],
    ['<https://acme.example/a|acme.example/a>', ['acme.example/a'], {}, []],
    ['--help', [], {}, ['help']],
    ["it's", ["it's"], {}, []],
  ])('%j', (text, words, options, flags) => {
    const parsed = parseArguments(text, kinds);
    expect(parsed.words).toEqual(words);
    expect(parsed.options).toEqual(options);
    expect([...parsed.flags]).toEqual(flags);
  });

  it.each([
    ['--provder vercel', 'does not know `--provder`'],
    ['--provider', 'needs a value'],
    ['"open', 'is not closed'],
  ])('refuses %j in words', (text, message) => {
    expect(() => parseArguments(text, kinds)).toThrow(GrammarError);
    expect(() => parseArguments(text, kinds)).toThrow(message);
  });

  it('reads any words back that were quoted', () => {
    const word = fc.string({ minLength: 1 }).filter((text) => !/["<>&]/.test(text));
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const text = words.map((each) => `"${each}"`).join(' ');
        expect(parseArguments(text, kinds).words).toEqual(words);
      }),
    );
  });
});
