import { describe, expect, test } from 'vitest';
import type { PreviewDeployment } from '../../../src/integrations/contract.ts';
import { type Answer, startVendor } from '../recording-vendor.ts';
import { nextLink, REPO } from './answers.ts';
import { connect } from './vendor.ts';

const SHA = 'a1b2c3d4'.repeat(5);

describe('branches', () => {
  const LIST = `GET ${REPO}/branches`;
  const branch = (name: string) => ({ name, commit: { sha: `sha of ${name}` }, protected: false });
  const ref = (name: string) => ({ ref: `refs/heads/${name}`, object: { sha: `sha of ${name}` } });

  async function names(text: string, table: Record<string, Answer | Answer[]>, limit = 10) {
    await using vendor = await startVendor(table);
    const { repository } = await connect(vendor);
    const branches = await repository.branches(text, limit);
    expect(branches.every(({ name, commitSha }) => commitSha === `sha of ${name}`)).toBe(true);
    return { names: branches.map(({ name }) => name), vendor };
  }

  const listed = { [LIST]: { body: ['fix/login', 'main', 'feature/login'].map(branch) } };

  test('those that begin with the text first, then those that hold it', async () => {
    const { names: found } = await names('login', {
      ...listed,
      [`GET ${REPO}/git/matching-refs/heads%2Flogin`]: { body: [ref('login-2'), ref('login')] },
    });
    expect(found).toEqual(['login', 'login-2', 'fix/login', 'feature/login']);
  });

  test('a name with a slash, and in other letters', async () => {
    const { names: found } = await names('Fix/', {
      ...listed,
      [`GET ${REPO}/git/matching-refs/heads%2FFix%2F`]: { body: [] },
    });
    expect(found).toEqual(['fix/login']);
  });

  test('no text: all of them, a page after the other up to the limit', async () => {
    const pages = [
      { body: [branch('a'), branch('b')], headers: nextLink('page=2') },
      { body: [branch('c'), branch('d')], headers: nextLink('page=3') },
    ];
    const { names: found, vendor } = await names('', { [LIST]: pages }, 3);
    expect(found).toEqual(['a', 'b', 'c']);
    expect(vendor.calls()).toEqual([LIST, LIST]);
  });

  test('gives up after five pages', async () => {
    const { names: found, vendor } = await names('zzz', {
      [LIST]: { body: [branch('a')], headers: nextLink('page=2') },
      [`GET ${REPO}/git/matching-refs/heads%2Fzzz`]: { body: [] },
    });
    expect(found).toEqual([]);
    expect(vendor.calls().filter((call) => call === LIST)).toHaveLength(5);
  });

  test('what no branch can be called is not asked for', async () => {
    const { vendor } = await names('a b:c', listed);
    expect(vendor.calls()).toEqual([LIST]);
  });

  test('a repository without a commit', async () => {
    const empty = { status: 409, body: { message: 'Git Repository is empty.' } };
    const table = { [LIST]: { body: [] }, [`GET ${REPO}/git/matching-refs/heads%2Fa`]: empty };
    expect((await names('a', table)).names).toEqual([]);
  });
});

describe('commit status', () => {
  const STATUS = `POST ${REPO}/statuses/${SHA}`;

  test('one a context, its description cut to what GitHub takes', async () => {
    await using vendor = await startVendor({ [STATUS]: { status: 201, body: { id: 1 } } });
    const { repository } = await connect(vendor);
    const status = { commitSha: SHA, state: 'failure', context: 'BuildRunner / vercel' } as const;
    await repository.setCommitStatus({ ...status, description: 'x'.repeat(200), url: 'https://a.example/' });
    await repository.setCommitStatus({ ...status, description: 'Failed' });
    expect(vendor.received.map(({ body }) => body)).toEqual([
      {
        state: 'failure',
        context: 'BuildRunner / vercel',
        description: `${'x'.repeat(139)}…`,
        target_url: 'https://a.example/',
      },
      { state: 'failure', context: 'BuildRunner / vercel', description: 'Failed' },
    ]);
  });

  test('a commit that GitHub does not know', async () => {
    await using vendor = await startVendor({
      [STATUS]: { status: 422, body: { message: `No commit found for SHA: ${SHA}` } },
    });
    const { repository } = await connect(vendor);
    const status = { commitSha: SHA, state: 'pending', context: 'c', description: 'd' } as const;
    await expect(repository.setCommitStatus(status)).rejects.toMatchObject({
      code: 'invalid_request',
      advice: expect.stringContaining('No commit found'),
    });
  });
});

describe('deployment', () => {
  const LIST = `GET ${REPO}/deployments`;
  const CREATE = `POST ${REPO}/deployments`;
  const STATUSES = `GET ${REPO}/deployments/7/statuses`;
  const TELL = `POST ${REPO}/deployments/7/statuses`;
  const preview = {
    commitSha: SHA,
    environment: 'preview/feature/login',
    state: 'success',
    url: 'https://login.acme.example',
    logUrl: 'https://vercel.example/log',
  } as const;

  async function run(table: Record<string, Answer>, changes: Partial<PreviewDeployment> = {}) {
    await using vendor = await startVendor(table);
    await (await connect(vendor)).repository.setDeployment({ ...preview, ...changes });
    return vendor;
  }

  test('is made where there is none for this commit and environment', async () => {
    const vendor = await run({ [LIST]: { body: [] }, [CREATE]: { body: { id: 7 } }, [TELL]: { body: {} } });
    expect(vendor.calls()).toEqual([LIST, CREATE, TELL]);
    expect(Object.fromEntries(vendor.received[0]!.query)).toMatchObject({
      sha: SHA,
      environment: 'preview/feature/login',
    });
    expect(vendor.received[1]?.body).toEqual({
      ref: SHA,
      environment: 'preview/feature/login',
      description: 'Preview deployment',
      auto_merge: false,
      required_contexts: [],
      transient_environment: true,
      production_environment: false,
    });
    expect(vendor.received[2]?.body).toEqual({
      state: 'success',
      environment_url: 'https://login.acme.example',
      log_url: 'https://vercel.example/log',
    });
  });

  test('that was never made is not made to be taken back', async () => {
    const vendor = await run({ [LIST]: { body: [] } }, { state: 'inactive' });
    expect(vendor.calls()).toEqual([LIST]);
  });

  const told = { state: 'success', environment_url: preview.url, log_url: preview.logUrl };
  test.each<[what: string, statuses: unknown[], sends: boolean]>([
    ['no status yet', [], true],
    ['another state', [{ ...told, state: 'in_progress' }], true],
    ['another address', [{ ...told, environment_url: '' }], true],
    ['the same', [told], false],
    ['the same under the older name', [{ ...told, log_url: '', target_url: preview.logUrl }], false],
  ])('that is there with %s: a status is sent: %#', async (_what, statuses, sends) => {
    const vendor = await run({
      [LIST]: { body: [{ id: 7 }] },
      [STATUSES]: { body: statuses },
      [TELL]: { body: {} },
    });
    expect(vendor.calls()).toEqual([LIST, STATUSES, ...(sends ? [TELL] : [])]);
  });
});

describe('pull request comment', () => {
  const LIST = `GET ${REPO}/issues/9/comments`;
  const CREATE = `POST ${REPO}/issues/9/comments`;
  const EDIT = `PATCH ${REPO}/issues/comments/5`;
  const comment = { number: 9, marker: 'preview:1:vercel', body: 'Ready' };
  const marked = (text: string) => `${text}\n\n<!-- buildrunner:preview%3A1%3Avercel -->`;
  const others = [
    { id: 1, body: 'Nice' },
    { id: 2, body: '> <!-- buildrunner:preview%3A1%3Avercel -->\n\nWhat is this?' },
    { id: 3, body: marked('x').replace('vercel', 'render') },
    { id: 4, body: null },
  ];

  async function calls(table: Record<string, Answer | Answer[]>) {
    await using vendor = await startVendor(table);
    await (await connect(vendor)).repository.setPullRequestComment(comment);
    return vendor;
  }

  test('is written where there is none of this marker', async () => {
    const vendor = await calls({ [LIST]: { body: others }, [CREATE]: { status: 201, body: { id: 5 } } });
    expect(vendor.calls()).toEqual([LIST, CREATE]);
    expect(vendor.received[1]?.body).toEqual({ body: marked('Ready') });
  });

  test('is edited where there is one, on whichever page', async () => {
    const pages = [
      { body: others, headers: nextLink('page=2') },
      { body: [{ id: 5, body: marked('Building') }] },
    ];
    const vendor = await calls({ [LIST]: pages, [EDIT]: { body: { id: 5 } } });
    expect(vendor.calls()).toEqual([LIST, LIST, EDIT]);
    expect(vendor.received[2]?.body).toEqual({ body: marked('Ready') });
  });

  test('is left alone where it reads so already', async () => {
    expect((await calls({ [LIST]: { body: [{ id: 5, body: marked('Ready') }] } })).calls()).toEqual([LIST]);
  });

  test('is written anew where somebody deleted it meanwhile', async () => {
    const vendor = await calls({
      [LIST]: { body: [{ id: 5, body: marked('Building') }] },
      [EDIT]: { status: 404, body: { message: 'Not Found' } },
      [CREATE]: { status: 201, body: { id: 6 } },
    });
    expect(vendor.calls()).toEqual([LIST, EDIT, CREATE]);
  });
});

describe('open pull request', () => {
  const LIST = `GET ${REPO}/pulls`;
  const pull = (number: number, ref: string, repo: string | null) => ({
    number,
    title: 'Add the login form',
    html_url: `https://github.com/acme/web-app/pull/${number}`,
    head: { ref, repo: repo === null ? null : { full_name: repo } },
  });

  async function find(body: unknown[]) {
    await using vendor = await startVendor({ [LIST]: { body } });
    const found = await (await connect(vendor)).repository.openPullRequest('feature/login');
    return { found, query: Object.fromEntries(vendor.received[0]!.query) };
  }

  test('by head', async () => {
    const { found, query } = await find([pull(9, 'feature/login', 'Acme/web-app')]);
    expect(found).toEqual({
      number: 9,
      title: 'Add the login form',
      url: 'https://github.com/acme/web-app/pull/9',
    });
    expect(query).toMatchObject({ state: 'open', head: 'acme:feature/login' });
  });

  test('not one of another branch, of a fork, or of a fork that is gone', async () => {
    const others = [
      pull(1, 'main', 'acme/web-app'),
      pull(2, 'feature/login', 'acme/web-app-fork'),
      pull(3, 'feature/login', null),
    ];
    expect((await find(others)).found).toBeUndefined();
  });
});
