import { describe, expect, test } from 'vitest';
import { linkAnswer } from '../../../src/integrations/vercel/answers.ts';
import { gitSourceOf } from '../../../src/integrations/vercel/git-source.ts';

function sourceFor(link: Record<string, unknown>, sha?: string) {
  const project = {
    id: 'prj_web',
    name: 'web',
    link: linkAnswer.parse({ productionBranch: 'main', ...link }),
  };
  return gitSourceOf(project, 'feature/a', sha);
}

describe('gitSourceOf', () => {
  test.each([
    [
      { type: 'github', repoId: 1, org: 'acme', repo: 'web' },
      { type: 'github', repoId: 1 },
    ],
    [
      { type: 'github', org: 'acme', repo: 'web' },
      { type: 'github', org: 'acme', repo: 'web' },
    ],
    [
      { type: 'github-limited', repoId: 1 },
      { type: 'github-limited', repoId: 1 },
    ],
    [
      { type: 'gitlab', projectId: '99' },
      { type: 'gitlab', projectId: '99' },
    ],
    [
      { type: 'bitbucket', uuid: '{a}', workspaceUuid: '{w}', owner: 'acme', slug: 'web' },
      { type: 'bitbucket', repoUuid: '{a}', workspaceUuid: '{w}' },
    ],
    [
      { type: 'bitbucket', owner: 'acme', slug: 'web' },
      { type: 'bitbucket', owner: 'acme', slug: 'web' },
    ],
  ])('%j', (link, source) => {
    expect(sourceFor(link)).toEqual({ ...source, ref: 'feature/a' });
    expect(sourceFor(link, 'abc')).toEqual({ ...source, ref: 'feature/a', sha: 'abc' });
  });

  test.each([
    [{ type: 'github' }],
    [{ type: 'gitlab' }],
    [{ type: 'bitbucket' }],
    [{ type: 'fossil', repoId: 1 }],
  ])('%j is not enough to build from', (link) => {
    expect(() => sourceFor(link)).toThrow(expect.objectContaining({ code: 'invalid_request' }));
  });

  test('a branch that only contains the production branch in its name is a preview', () => {
    const project = {
      id: 'p',
      name: 'web',
      link: linkAnswer.parse({ type: 'github', repoId: 1, productionBranch: 'main' }),
    };
    for (const branch of ['Main', 'main-2', 'feature/main']) {
      expect(gitSourceOf(project, branch)).toMatchObject({ ref: branch });
    }
  });
});
