import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { formatYamlProblem, parsePositionedYaml } from '../../src/config/positioned-yaml.ts';

const schema = z.strictObject({
  name: z.string(),
  count: z.int().positive().optional(),
  mode: z.enum(['fast', 'safe']).optional(),
  list: z.array(z.strictObject({ type: z.enum(['text', 'secret', 'url']), size: z.number() })).optional(),
  roles: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
});

function problems(text: string): string[] {
  const parsed = parsePositionedYaml('policy.yml', text, schema);
  return parsed.ok ? [] : parsed.problems.map(formatYamlProblem);
}

describe('a correct document', () => {
  test('gives its value', () => {
    const parsed = parsePositionedYaml('policy.yml', 'name: a # said\nmode: fast\n', schema);
    expect(parsed).toEqual({ ok: true, value: { name: 'a', mode: 'fast' } });
  });

  test('may use anchors and Windows line ends', () => {
    const text = 'name: a\r\nlist:\r\n  - &one { type: url, size: 1 }\r\n  - *one\r\n';
    const parsed = parsePositionedYaml('policy.yml', text, schema);
    expect(parsed).toMatchObject({ ok: true, value: { list: [{ type: 'url' }, { type: 'url' }] } });
  });
});

describe('a wrong document is told with file, line and column', () => {
  test.each([
    ['a wrong word', 'name: a\nmode: slow\n', ['policy.yml:2:7 mode: expected one of fast, safe']],
    [
      'a wrong word deep inside',
      'name: a\nlist:\n  - type: text\n    size: 1\n  - type: date\n    size: 2\n',
      ['policy.yml:5:11 list[1].type: expected one of text, secret, url'],
    ],
    ['a wrong type', 'name: 3\n', ['policy.yml:1:7 name: expected text, found number 3']],
    ['no value', 'name:\n', ['policy.yml:1:6 name: expected text, found nothing']],
    ['a missing key', 'mode: fast\n', ['policy.yml:1:1 name: missing; expected text']],
    [
      'a missing key in an entry',
      'name: a\nlist:\n  - size: 1\n',
      ['policy.yml:3:5 list[0].type: missing; expected one of text, secret, url'],
    ],
    ['an unknown key', 'name: a\nmod: fast\n', ['policy.yml:2:1 mod: unknown key']],
    [
      'unknown keys of an inner mapping',
      'name: a\nlist:\n  - type: url\n    size: 1\n    colour: red\n    shape: round\n',
      ['policy.yml:5:5 list[0].colour: unknown key', 'policy.yml:6:5 list[0].shape: unknown key'],
    ],
    ['a number too small', 'name: a\ncount: 0\n', ['policy.yml:2:8 count: expected more than 0']],
    [
      'neither alternative of a union',
      'name: a\nroles:\n  admin: 7\n',
      ['policy.yml:3:10 roles.admin: expected text, found number 7, or expected a list, found number 7'],
    ],
    [
      'an alternative that nearly fits',
      'name: a\nroles:\n  admin: [U1, 7]\n',
      ['policy.yml:3:15 roles.admin[1]: expected text, found number 7'],
    ],
    ['an empty file', '', ['policy.yml:1:1 expected a mapping (key: value), found nothing']],
    [
      'a list instead of a mapping',
      '- a\n',
      ['policy.yml:1:1 expected a mapping (key: value), found a list'],
    ],
  ])('%s', (_what, text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  test('all at once, in the order of the file', () => {
    expect(problems('mode: slow\ncount: many\nextra: 1\n')).toEqual([
      'policy.yml:1:1 name: missing; expected text',
      'policy.yml:1:7 mode: expected one of fast, safe',
      'policy.yml:2:8 count: expected a number, found text "many"',
      'policy.yml:3:1 extra: unknown key',
    ]);
  });

  test.each([
    ['a tab as indentation', 'name: a\nlist:\n\t- 1\n', /^policy\.yml:3:1 /],
    ['an open quote', 'name: "a\n', /^policy\.yml:\d+:\d+ Missing closing "quote/],
    ['a key twice', 'name: a\nname: b\n', /^policy\.yml:2:1 Map keys must be unique/],
    ['a second document', 'name: a\n---\nname: b\n', /^policy\.yml:\d:\d Source contains multiple documents/],
    ['an alias without anchor', 'name: *nobody\n', /^policy\.yml:1:\d Unresolved alias/],
  ])('%s', (_what, text, expected) => {
    expect(problems(text).join('\n')).toMatch(expected);
  });

  test('aliases that multiply without end are refused', () => {
    const levels = Array.from({ length: 12 }, (_, n) => `k${n + 1}: &k${n + 1} [${`*k${n}, `.repeat(9)}]`);
    expect(problems(`k0: &k0 [x]\n${levels.join('\n')}\n`).join()).toMatch(/^policy\.yml:1:1 .*alias/i);
  });
});
