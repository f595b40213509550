import { VercelCore } from '@vercel/sdk/core.js';
import { deploymentsCancelDeployment } from '@vercel/sdk/funcs/deploymentsCancelDeployment.js';
import { deploymentsCreateDeployment } from '@vercel/sdk/funcs/deploymentsCreateDeployment.js';
import { deploymentsDeleteDeployment } from '@vercel/sdk/funcs/deploymentsDeleteDeployment.js';
import { deploymentsGetDeployment } from '@vercel/sdk/funcs/deploymentsGetDeployment.js';
import { deploymentsGetDeploymentEvents } from '@vercel/sdk/funcs/deploymentsGetDeploymentEvents.js';
import { deploymentsGetDeployments } from '@vercel/sdk/funcs/deploymentsGetDeployments.js';
import { projectsGetProject } from '@vercel/sdk/funcs/projectsGetProject.js';
import { projectsGetProjects } from '@vercel/sdk/funcs/projectsGetProjects.js';
import { teamsGetTeams } from '@vercel/sdk/funcs/teamsGetTeams.js';
import { userGetAuthUser } from '@vercel/sdk/funcs/userGetAuthUser.js';
import { webhooksCreateWebhook } from '@vercel/sdk/funcs/webhooksCreateWebhook.js';
import { webhooksDeleteWebhook } from '@vercel/sdk/funcs/webhooksDeleteWebhook.js';
import { webhooksGetWebhook } from '@vercel/sdk/funcs/webhooksGetWebhook.js';
import { webhooksGetWebhooks } from '@vercel/sdk/funcs/webhooksGetWebhooks.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TEAM, TOKEN, WEB_APP } from '../../../../src/sandbox/providers/vercel/account.ts';
import { type OpenVercel, openVercel } from './harness.ts';

/** The value of an SDK result, or the SDK's own error, which says where an answer did not fit. */
async function value<T>(
  result: PromiseLike<{ ok: true; value: T } | { ok: false; error: unknown }>,
): Promise<T> {
  const settled = await result;
  if (!settled.ok) throw settled.error;
  return settled.value;
}

const BODY = {
  name: 'web-app',
  gitSource: { type: 'github' as const, ref: 'feature/login', repoId: WEB_APP.repo.id },
};

describe("the vendor's own SDK reads every answer", () => {
  let open: OpenVercel;
  let client: VercelCore;

  beforeAll(async () => {
    open = await openVercel();
    client = new VercelCore({ bearerToken: TOKEN, serverURL: open.base });
  });
  afterAll(() => open.close());

  const create = (ref: string, meta: Record<string, string> = {}) =>
    value(
      deploymentsCreateDeployment(client, {
        teamId: TEAM.id,
        forceNew: '1',
        skipAutoDetectionConfirmation: '1',
        requestBody: { ...BODY, gitSource: { ...BODY.gitSource, ref }, meta },
      }),
    );
  const get = (idOrUrl: string) => value(deploymentsGetDeployment(client, { idOrUrl, teamId: TEAM.id }));

  it('of creating, reading and listing deployments', async () => {
    const made = await create('feature/login', { buildrunner: 'p1.s2.ms3' });
    expect(made).toMatchObject({ readyState: 'QUEUED', name: 'web-app', meta: { buildrunner: 'p1.s2.ms3' } });
    const read = await get(made.id);
    if (!('url' in read)) throw new Error('read in a form without an address');
    expect(read).toMatchObject({ id: made.id, gitSource: { ref: 'feature/login' } });
    expect(await get(read.url)).toMatchObject({ id: made.id });

    const listed = await value(
      deploymentsGetDeployments(client, {
        projectId: WEB_APP.id,
        branch: 'feature/login',
        limit: 5,
        teamId: TEAM.id,
      }),
    );
    expect(listed.deployments[0]).toMatchObject({ uid: made.id, meta: { buildrunner: 'p1.s2.ms3' } });
    expect(listed.deployments.every(({ meta }) => meta?.githubCommitRef === 'feature/login')).toBe(true);
  });

  it.each([
    ['READY', 'feature/search', []],
    ['ERROR', 'feature/broken', []],
    ['BUILDING', 'fix/typo', ['hold-builds']],
  ])('of a deployment that is %s, and its log', async (state, branch, actions) => {
    for (const action of actions) await open.vercel.act(action, undefined, {});
    const made = await create(branch);
    open.clock.advance(6_000);
    expect(await get(made.id)).toMatchObject({ readyState: state, target: null });
    const events = await value(deploymentsGetDeploymentEvents(client, { idOrUrl: made.id, limit: -1 }));
    expect(events).toContainEqual(expect.objectContaining({ type: 'stdout', text: 'Vercel CLI 48.6.0' }));
    await open.vercel.act('resume-builds', undefined, {});
  });

  it('of cancelling and deleting', async () => {
    const made = await create('fix/typo');
    const cancelled = await value(deploymentsCancelDeployment(client, { id: made.id, teamId: TEAM.id }));
    expect(cancelled).toMatchObject({ id: made.id, readyState: 'CANCELED' });
    const deleted = await value(deploymentsDeleteDeployment(client, { id: made.id, teamId: TEAM.id }));
    expect(deleted).toEqual({ uid: made.id, state: 'DELETED' });
    await expect(get(made.id)).rejects.toMatchObject({ statusCode: 404 });
  });

  it('of projects, user and teams', async () => {
    const project = await value(projectsGetProject(client, { idOrName: 'web-app', teamId: TEAM.id }));
    expect(project).toMatchObject({
      id: WEB_APP.id,
      link: { repoId: WEB_APP.repo.id, productionBranch: 'main' },
    });
    const projects = await value(projectsGetProjects(client, { teamId: TEAM.id }));
    expect(JSON.stringify(projects)).toContain('"docs"');
    expect(await value(userGetAuthUser(client))).toMatchObject({ user: { email: 'ada@acme.example' } });
    expect(await value(teamsGetTeams(client, {}))).toMatchObject({ teams: [{ slug: 'acme' }] });
  });

  it('of webhooks', async () => {
    const made = await value(
      webhooksCreateWebhook(client, {
        teamId: TEAM.id,
        requestBody: {
          url: 'http://127.0.0.1:9/hook',
          events: ['deployment.ready'],
          projectIds: [WEB_APP.id],
        },
      }),
    );
    expect(made.secret).toMatch(/^\w{24}$/);
    expect(await value(webhooksGetWebhooks(client, { teamId: TEAM.id }))).toMatchObject([{ id: made.id }]);
    const read = await value(webhooksGetWebhook(client, { id: made.id, teamId: TEAM.id }));
    expect(read).not.toHaveProperty('secret');
    await value(webhooksDeleteWebhook(client, { id: made.id, teamId: TEAM.id }));
    expect(await value(webhooksGetWebhooks(client, { teamId: TEAM.id }))).toEqual([]);
  });
});
