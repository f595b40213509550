import { describe, expect, test } from 'vitest';
import { startVendor } from '../recording-vendor.ts';
import { nextLink, REPO } from './answers.ts';
import { connect } from './vendor.ts';

const URL = 'https://buildrunner.acme.example/api/webhooks/github';
const LIST = `GET ${REPO}/hooks`;
const SETTINGS = {
  active: true,
  events: ['issues', 'issue_comment', 'push', 'pull_request'],
  config: { url: URL, content_type: 'json', insecure_ssl: '0', secret: 's3cret' },
};
const hook = (id: number, url: string | null) => ({ id, name: 'web', config: { url } });

describe('register', () => {
  test('signs with the secret proposed', async () => {
    await using vendor = await startVendor({
      [LIST]: { body: [hook(1, 'https://ci.acme.example/'), hook(2, null)] },
      [`POST ${REPO}/hooks`]: { status: 201, body: hook(7, URL) },
    });
    const { webhooks } = await connect(vendor);
    expect(await webhooks.register(URL, 's3cret')).toEqual({ id: '7', secret: 's3cret' });
    expect(vendor.calls()).toEqual([LIST, `POST ${REPO}/hooks`]);
    expect(vendor.received[1]?.body).toEqual({ name: 'web', ...SETTINGS });
  });

  test('gives the one for the same address our secret and events, and takes further ones away', async () => {
    await using vendor = await startVendor({
      [LIST]: [
        { body: [hook(1, 'https://ci.acme.example/'), hook(4, URL)], headers: nextLink('page=2') },
        { body: [hook(5, URL)] },
      ],
      [`DELETE ${REPO}/hooks/5`]: { status: 204 },
      [`PATCH ${REPO}/hooks/4`]: { body: hook(4, URL) },
    });
    const { webhooks } = await connect(vendor);
    expect(await webhooks.register(URL, 's3cret')).toEqual({ id: '4', secret: 's3cret' });
    expect(vendor.calls()).toEqual([LIST, LIST, `DELETE ${REPO}/hooks/5`, `PATCH ${REPO}/hooks/4`]);
    expect(vendor.received.at(-1)?.body).toEqual(SETTINGS);
  });

  test('says what is missing where the token may not', async () => {
    await using vendor = await startVendor({ '*': { status: 404, body: { message: 'Not Found' } } });
    const { webhooks } = await connect(vendor);
    await expect(webhooks.register(URL, 's')).rejects.toMatchObject({
      code: 'not_found',
      advice: expect.stringMatching(/"Webhooks" among its permissions.*admin of the repository/),
    });
  });
});

describe('remove', () => {
  test.each([
    ['one that is there', { status: 204 }],
    ['one that is gone', { status: 404, body: { message: 'Not Found' } }],
  ])('%s', async (_what, answer) => {
    await using vendor = await startVendor({ [`DELETE ${REPO}/hooks/7`]: answer });
    await (await connect(vendor)).webhooks.remove('7');
    expect(vendor.calls()).toEqual([`DELETE ${REPO}/hooks/7`]);
  });

  test('what was never an id of GitHub is gone too', async () => {
    await using vendor = await startVendor({});
    await (await connect(vendor)).webhooks.remove('../../user');
    expect(vendor.calls()).toEqual([]);
  });

  test('anything else is told', async () => {
    await using vendor = await startVendor({ '*': { status: 500, body: {} } });
    await expect((await connect(vendor)).webhooks.remove('7')).rejects.toMatchObject({ code: 'unavailable' });
  });
});
