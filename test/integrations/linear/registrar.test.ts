import { describe, expect, test } from 'vitest';
import { data, notFound, OPS, page, refusal, TEAM, WORLD } from './answers.ts';
import { connect, type Given, type Reply, startLinear } from './vendor.ts';

const URL = 'https://buildrunner.acme.example/api/webhooks/linear';
const hook = (id: string, about: Record<string, unknown> = {}) => ({
  id,
  url: URL,
  allPublicTeams: true,
  team: null,
  ...about,
});

async function register(given: Given = {}, replies: Record<string, Reply | Reply[]> = {}) {
  await using linear = await startLinear({ ...WORLD, ...replies });
  const { webhooks } = await connect(linear, given);
  const registered = await webhooks.register(URL, 'proposed');
  const of = (wanted: string) =>
    linear
      .sent()
      .filter(({ operation }) => operation === wanted)
      .map(({ variables }) => variables);
  return {
    registered,
    created: of('CreateWebhook'),
    deleted: of('DeleteWebhook').map(({ id }) => id),
    operations: linear.operations(),
  };
}

const ASKED = { url: URL, label: 'BuildRunner', resourceTypes: ['Issue', 'Comment'], secret: 'proposed' };

describe('register', () => {
  test('for all public teams, signed with the proposed secret', async () => {
    const { registered, created } = await register();
    expect(registered).toEqual({ id: 'hook-1', secret: 'proposed' });
    expect(created).toEqual([{ input: { ...ASKED, allPublicTeams: true } }]);
  });

  test('for the configured team', async () => {
    const { created } = await register(
      { values: { team_id: 'OPS' } },
      { Teams: data({ teams: page([OPS]) }) },
    );
    expect(created).toEqual([{ input: { ...ASKED, teamId: OPS.id } }]);
  });

  test('replaces what delivers the same to the same address, on whatever page', async () => {
    const pages = [
      data({ webhooks: page([hook('mine'), hook('elsewhere', { url: 'https://x.example/' })], 'c1') }),
      data({
        webhooks: page([
          hook('team', { allPublicTeams: false, team: { id: TEAM.id } }),
          hook('older'),
          hook('app', { url: null }),
        ]),
      }),
    ];
    const { deleted, operations } = await register({}, { Webhooks: pages });
    expect(deleted).toEqual(['mine', 'older']);
    expect(operations.at(-1)).toBe('CreateWebhook');
  });

  test("a team's replaces the team's only", async () => {
    const hooks = [
      hook('all'),
      hook('ops', { allPublicTeams: false, team: { id: OPS.id } }),
      hook('eng', { allPublicTeams: false, team: { id: TEAM.id } }),
    ];
    const replies = { Teams: data({ teams: page([OPS]) }), Webhooks: data({ webhooks: page(hooks) }) };
    expect((await register({ values: { team_id: 'OPS' } }, replies)).deleted).toEqual(['ops']);
  });

  test('a key that may not: who may, and the way by hand', async () => {
    const refused = refusal(403, 'You need to be an admin', { type: 'forbidden', code: 'FORBIDDEN' });
    await expect(register({}, { Webhooks: refused })).rejects.toMatchObject({
      code: 'forbidden',
      advice: expect.stringMatching(/admins.*by hand under Webhooks/),
    });
  });
});

describe('remove', () => {
  const remove = async (reply: Reply) => {
    await using linear = await startLinear({ DeleteWebhook: reply });
    await (await connect(linear)).webhooks.remove('hook-1');
    return linear.sent().map(({ variables }) => variables);
  };

  test('by id', async () => {
    expect(await remove(data({ webhookDelete: { success: true } }))).toEqual([{ id: 'hook-1' }]);
  });
  test('gone already is success', async () => {
    await expect(remove(notFound('Webhook'))).resolves.toBeDefined();
  });
  test('anything else is not', async () => {
    await expect(remove(notFound('Team'))).rejects.toMatchObject({ code: 'invalid_request' });
  });
});
