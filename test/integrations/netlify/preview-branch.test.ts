import { expect, test } from 'vitest';
import { siteAnswer } from '../../../src/integrations/netlify/answers.ts';
import { isProductionBranch, previewBranch } from '../../../src/integrations/netlify/preview-branch.ts';
import { BUILD_SETTINGS, site } from './answers.ts';

const named = (repo_branch: string | null) =>
  siteAnswer.parse(site({ build_settings: { ...BUILD_SETTINGS, repo_branch } }));

test.each(['', ' ', '\n\t', 'refs/heads/', ' refs/heads/'])('%j is no branch', (branch) => {
  expect(() => previewBranch(named('main'), branch)).toThrow('Name the branch to deploy.');
});

test.each([
  ['feature/login', 'feature/login'],
  [' refs/heads/feature/login ', 'feature/login'],
  ['mainline', 'mainline'],
  ['Main', 'Main'],
])('%j is built as %j', (branch, expected) => {
  expect(previewBranch(named('main'), branch)).toBe(expected);
});

test.each([
  ['main', 'main', true],
  ['refs/heads/main', 'main', true],
  ['main', 'refs/heads/main', true],
  ['main', 'release', false],
  ['release', 'release', true],
  ['main', null, true],
  ['master', null, true],
  ['release', null, false],
])('%s where the site names %s: production is %s', (branch, repo_branch, expected) => {
  expect(isProductionBranch(named(repo_branch), branch)).toBe(expected);
});
