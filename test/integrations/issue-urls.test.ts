import { describe, expect, it, test } from 'vitest';
import { issueNumberInUrl } from '../../src/integrations/github/issue-url.ts';
import { issueKeyInUrl } from '../../src/integrations/jira/issue-url.ts';
import { issuePlaceInUrl } from '../../src/integrations/linear/issue-url.ts';
import { issue as githubIssue, pullRequestAsIssue, REPO } from './github/answers.ts';
import { connect as connectGitHub } from './github/vendor.ts';
import { API, WORLD as JIRA_WORLD, issue as jiraIssue } from './jira/answers.ts';
import { connect as connectJira } from './jira/vendor.ts';
import { data, WORLD as LINEAR_WORLD, issue as linearIssue, OPS, TEAM } from './linear/answers.ts';
import { connect as connectLinear, startLinear } from './linear/vendor.ts';
import { type Answers, startVendor } from './recording-vendor.ts';

const HOSTILE = [
  'https://evil.example/acme/web-app/issues/12',
  'https://evil.example/browse/PROJ-12',
  'https://evil.example/acme/issue/ENG-12',
  'https://github.com.evil.example/acme/web-app/issues/12',
  'https://evil.example/?x=https://github.com/acme/web-app/issues/12',
  'https://evil.example#https://linear.app/acme/issue/ENG-12',
  'https://linear.app@evil.example/acme/issue/ENG-12',
  'javascript:alert(1)',
  'file:///browse/PROJ-12',
];

describe('GitHub', () => {
  const site = { baseUrl: 'https://api.github.com', repository: 'acme/web-app' };
  test.each<[url: string, number: number | undefined]>([
    ['https://github.com/acme/web-app/issues/12', 12],
    ['https://github.com/Acme/Web-App/issues/12/?q=1#issuecomment-3', 12],
    ['https://github.com/acme/web-app/pull/12', undefined],
    ['https://github.com/acme/other/issues/12', undefined],
    ['https://github.com/acme/web-app/issues', undefined],
    ['https://github.com/acme/web-app/issues/12x', undefined],
    ...HOSTILE.map((url): [string, undefined] => [url, undefined]),
  ])('%s', (url, number) => expect(issueNumberInUrl(site, new URL(url))).toBe(number));

  it('knows the pages of a server of one’s own', () => {
    const own = { ...site, baseUrl: 'https://git.acme.example/api/v3' };
    expect(issueNumberInUrl(own, new URL('https://git.acme.example/acme/web-app/issues/7'))).toBe(7);
  });

  test.each<[what: string, answers: Answers, key: string | undefined]>([
    ['the issue', { [`GET ${REPO}/issues/12`]: { body: githubIssue() } }, '#12'],
    [
      'not of a repository of the same name elsewhere',
      { [`GET ${REPO}/issues/12`]: { body: githubIssue({ html_url: 'https://git.acme.example/x' }) } },
      undefined,
    ],
  ])('gives %s', async (_what, answers, key) => {
    await using vendor = await startVendor(answers);
    const { issues } = await connectGitHub(vendor);
    const found = await issues.atUrl(new URL('https://github.com/acme/web-app/issues/12'));
    expect(found?.key).toBe(key);
    expect(vendor.calls()).toHaveLength(1);
  });

  it('gives no pull request', async () => {
    const pull = { body: pullRequestAsIssue({ number: 12 }) };
    await using vendor = await startVendor({ [`GET ${REPO}/issues/12`]: pull });
    const { issues } = await connectGitHub(vendor);
    const asked = issues.atUrl(new URL('https://github.com/acme/web-app/issues/12'));
    await expect(asked).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('Jira', () => {
  const site = { baseUrl: 'https://acme.atlassian.net', projectKey: 'PROJ' };
  test.each<[url: string, key: string | undefined]>([
    ['https://acme.atlassian.net/browse/PROJ-12', 'PROJ-12'],
    ['https://acme.atlassian.net/browse/proj-12?focusedCommentId=1', 'PROJ-12'],
    ['https://acme.atlassian.net/jira/software/projects/PROJ/boards/1?selectedIssue=PROJ-12', 'PROJ-12'],
    ['https://acme.atlassian.net/browse/HR-12', undefined],
    ['https://acme.atlassian.net/browse/PROJ', undefined],
    ['https://acme.atlassian.net/browse/PROJ-12/../../x', undefined],
    ['https://other.atlassian.net/browse/PROJ-12', undefined],
    ...HOSTILE.map((url): [string, undefined] => [url, undefined]),
  ])('%s', (url, key) => expect(issueKeyInUrl(site, new URL(url))).toBe(key));

  test.each([
    ['the issue', jiraIssue(), 'PROJ-12'],
    ['none that was moved to another project', jiraIssue({}, { key: 'HR-3' }), undefined],
  ])('gives %s', async (_what, answer, key) => {
    await using vendor = await startVendor({ ...JIRA_WORLD, [`GET ${API}/issue/PROJ-12`]: { body: answer } });
    const { issues } = await connectJira(vendor);
    const found = await issues.atUrl(new URL(`${vendor.baseUrl}/browse/PROJ-12`));
    expect(found?.key).toBe(key);
  });
});

describe('Linear', () => {
  const site = { baseUrl: 'https://api.linear.app' };
  test.each<[url: string, place: string | undefined]>([
    ['https://linear.app/acme/issue/ENG-12/build-the-login-form', 'acme ENG-12'],
    ['https://linear.app/Acme/issue/eng-12#comment-1', 'acme ENG-12'],
    ['https://linear.app/acme/project/ENG-12', undefined],
    ['https://linear.app/acme/issue/12', undefined],
    ...HOSTILE.map((url): [string, undefined] => [url, undefined]),
  ])('%s', (url, place) => {
    const { workspace, identifier } = issuePlaceInUrl(site, new URL(url)) ?? {};
    expect(workspace && `${workspace} ${identifier}`).toBe(place);
  });

  test.each<
    [what: string, url: string, answer: Record<string, unknown>, team: string, key: string | undefined]
  >([
    ['the issue', 'https://linear.app/acme/issue/ENG-12', {}, '', 'ENG-12'],
    ['the issue of the configured team', 'https://linear.app/acme/issue/ENG-12', {}, 'eng', 'ENG-12'],
    ['the issue of the team with that id', 'https://linear.app/acme/issue/ENG-12', {}, TEAM.id, 'ENG-12'],
    ['none of another team', 'https://linear.app/acme/issue/ENG-12', { team: OPS }, 'ENG', undefined],
    ['none of another workspace', 'https://linear.app/other/issue/ENG-12', {}, '', undefined],
    ['none in the trash', 'https://linear.app/acme/issue/ENG-12', { trashed: true }, '', undefined],
  ])('gives %s', async (_what, url, answer, team, key) => {
    const IssueById = data({ issue: linearIssue(answer) });
    await using linear = await startLinear({ ...LINEAR_WORLD, IssueById });
    const { issues } = await connectLinear(linear, { values: { team_id: team } });
    expect((await issues.atUrl(new URL(url)))?.key).toBe(key);
    expect(linear.sent().map(({ variables }) => variables.id)).toEqual(['ENG-12']);
  });
});

it('asks nobody about a URL of somebody else', async () => {
  await using vendor = await startVendor({});
  await using linear = await startLinear({});
  const trackers = [
    (await connectGitHub(vendor)).issues,
    (await connectJira(vendor)).issues,
    (await connectLinear(linear)).issues,
  ];
  for (const url of HOSTILE) {
    for (const issues of trackers) expect(await issues.atUrl(new URL(url))).toBeUndefined();
  }
  expect([...vendor.calls(), ...linear.operations()]).toEqual([]);
});
