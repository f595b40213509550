import { expect, test } from 'vitest';
import { startVendor } from '../recording-vendor.ts';
import { GONE, refusal } from './answers.ts';
import { connect, manifest } from './vendor.ts';

const HOOKS = '/rest/webhooks/1.0/webhook';
const URL = 'https://buildrunner.acme.example/api/webhooks/jira?integration=T1.i1';
const hook = (id: number, url: string) => ({
  self: `https://acme.atlassian.net${HOOKS}/${id}`,
  name: 'BuildRunner',
  url,
  events: [],
  enabled: true,
});

async function register(answers: Parameters<typeof startVendor>[0]) {
  await using vendor = await startVendor({
    [`GET ${HOOKS}`]: { body: [] },
    [`POST ${HOOKS}`]: { status: 201, body: hook(7, URL) },
    [`DELETE ${HOOKS}/5`]: { status: 204 },
    ...answers,
  });
  const outcome = await (await connect(vendor)).webhooks.register(URL, 'proposed');
  return { outcome, calls: vendor.calls(), body: vendor.received.at(-1)?.body };
}

test('for the issues of the project, signed with what was proposed', async () => {
  const { outcome, body } = await register({});
  expect(outcome).toEqual({ id: '7', secret: 'proposed' });
  expect(body).toEqual({
    name: 'BuildRunner',
    url: URL,
    events: manifest.webhook.events,
    filters: { 'issue-related-events-section': 'project = "PROJ"' },
    excludeBody: false,
    secret: 'proposed',
  });
});

test('in place of one for the same address, and of no other', async () => {
  const others = [
    hook(4, 'https://elsewhere.example/hook'),
    hook(5, URL),
    { self: `x${HOOKS}/6`, url: null },
  ];
  const { calls } = await register({ [`GET ${HOOKS}`]: { body: others } });
  expect(calls).toEqual([`GET ${HOOKS}`, `DELETE ${HOOKS}/5`, `POST ${HOOKS}`]);
});

test('one that is removed meanwhile is no trouble', async () => {
  const { outcome } = await register({
    [`GET ${HOOKS}`]: { body: [hook(5, URL)] },
    [`DELETE ${HOOKS}/5`]: GONE,
  });
  expect(outcome.id).toBe('7');
});

test('only administrators may: how it is done by hand', async () => {
  await expect(register({ [`GET ${HOOKS}`]: refusal(403, ['No']) })).rejects.toMatchObject({
    code: 'forbidden',
    advice: expect.stringMatching(
      /only its administrators register webhooks.*by hand in Settings → System → WebHooks/,
    ),
  });
});

test('removing', async () => {
  await using vendor = await startVendor({
    [`DELETE ${HOOKS}/5`]: [{ status: 204 }, GONE],
    [`DELETE ${HOOKS}/6`]: refusal(500, []),
  });
  const { webhooks } = await connect(vendor);
  await webhooks.remove('5');
  await webhooks.remove('5');
  await expect(webhooks.remove('6')).rejects.toMatchObject({ code: 'unavailable' });
});
