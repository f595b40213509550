import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DOCS, USER, WEB_APP } from '../../../../src/sandbox/providers/vercel/account.ts';
import { type OpenVercel, openVercel, order } from './harness.ts';

describe('the list of deployments', () => {
  let open: OpenVercel;
  beforeAll(async () => {
    open = await openVercel();
    await open.call('POST', '/v13/deployments', order('feature/search'));
  });
  afterAll(() => open.close());

  const list = async (query: string) => {
    const { body } = await open.call('GET', `/v6/deployments?${query}`);
    return body as unknown as {
      deployments: Record<string, unknown>[];
      pagination: { count: number; next: number | null };
    };
  };
  const branches = async (query: string) =>
    (await list(query)).deployments.map(({ meta }) => (meta as Record<string, string>).githubCommitRef);

  it.each([
    ['', ['feature/search', 'main', 'feature/login', 'feature/broken', 'main', 'main']],
    [`projectId=${WEB_APP.id}`, ['feature/search', 'main', 'feature/login', 'feature/broken', 'main']],
    ['projectId=docs', ['main']],
    [`projectIds=${DOCS.id}&projectIds=nothing`, ['main']],
    ['app=docs', ['main']],
    ['branch=feature/login', ['feature/login']],
    ['target=production&app=web-app', ['main', 'main']],
    ['target=preview&state=READY', ['feature/login']],
    ['state=QUEUED,ERROR', ['feature/search', 'feature/broken']],
    ['rollbackCandidate=true&app=web-app', ['main', 'main']],
    [`users=${USER.id}&branch=feature/broken`, ['feature/broken']],
    ['users=somebody', []],
    ['sha=0000000000000000000000000000000000000000', []],
  ])('by %s, newest first', async (query, expected) => {
    expect(await branches(query)).toEqual(expected);
  });

  it('comes in pages that together are the whole', async () => {
    const pages: unknown[] = [];
    let until = '';
    for (let page = 0; page < 10; page += 1) {
      const { deployments, pagination } = await list(`limit=4${until}`);
      pages.push(...deployments.map(({ uid }) => uid));
      expect(pagination.count).toBe(deployments.length);
      if (pagination.next === null) break;
      until = `&until=${pagination.next}`;
    }
    expect(pages).toEqual((await list('')).deployments.map(({ uid }) => uid));
  });

  it('knows projects by name, repository and its id', async () => {
    const names = async (query: string) => {
      const { body } = await open.call('GET', `/v10/projects?${query}`);
      return (body as unknown as { projects: { name: string }[] }).projects.map(({ name }) => name);
    };
    expect(await names('')).toEqual(['web-app', 'docs']);
    expect(await names('search=web')).toEqual(['web-app']);
    expect(await names('repo=acme/docs')).toEqual(['docs']);
    expect(await names(`repoId=${WEB_APP.repo.id}`)).toEqual(['web-app']);
  });
});
