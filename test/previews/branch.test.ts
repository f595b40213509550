import { expect, it } from 'vitest';
import { Refusal } from '../../src/governance/gate.ts';
import { checkBranch } from '../../src/previews/branch.ts';

it.each(['main', 'feature/login', 'fix/ünïcode-✓', 'a.b_c-d', 'renovate/react-19.x'])(
  '%s is a branch',
  (name) => {
    expect(() => checkBranch(name)).not.toThrow();
  },
);

it.each([
  '',
  'two words',
  '../etc',
  '-rf',
  'a..b',
  'a//b',
  'x.lock',
  'a~1',
  'a^',
  'a:b',
  'a?',
  'a*',
  'a[',
  'a\\b',
  '/a',
  'a/',
  'a.',
  'a@{1}',
  'a\u0007',
  'a'.repeat(251),
])('%j is not', (name) => {
  expect(() => checkBranch(name)).toThrow(Refusal);
});
