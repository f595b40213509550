import { describe, expect, test } from 'vitest';
import { type Answer, startVendor } from '../recording-vendor.ts';
import { DEPLOY_ID, deploy, GET_SERVICE, service } from './answers.ts';
import { platform } from './connect.ts';

const PRODUCTION = 'srv-production';
const EVENT = 'GET /events/evt-1';
const event = (details: unknown, serviceId: string | null = PRODUCTION) => ({
  id: 'evt-1',
  serviceId,
  details,
});

const REPO = 'https://github.com/acme/web-app';

function table(overrides: Record<string, Answer> = {}): Record<string, Answer> {
  return {
    [EVENT]: { body: event({ deployId: DEPLOY_ID, deployStatus: 'succeeded' }) },
    [`GET /services/${PRODUCTION}`]: { body: service({ id: PRODUCTION, name: 'web-app', repo: REPO }) },
    [`GET /services/${PRODUCTION}/deploys/${DEPLOY_ID}`]: { body: deploy({ status: 'live' }) },
    [GET_SERVICE]: { body: service({ repo: REPO }) },
    ...overrides,
  };
}

async function lookUp(answers: Record<string, Answer>) {
  await using vendor = await startVendor(answers);
  return await (await platform(vendor)).get('event/evt-1');
}

describe('a webhook of an event leads', () => {
  test('to the deploy of a service of the same repository', async () => {
    expect(await lookUp(table())).toMatchObject({
      externalId: `${PRODUCTION}/${DEPLOY_ID}`,
      target: 'production',
      state: 'ready',
    });
  });

  test.each([
    ['a service of another repository', { [GET_SERVICE]: { body: service({ repo: 'https://x.example' }) } }],
    ['services of which no repository is known', { [GET_SERVICE]: { body: service({ repo: null }) } }],
    ['an event of no deploy', { [EVENT]: { body: event(null) } }],
    ['an event of no service', { [EVENT]: { body: event({ deployId: DEPLOY_ID }, null) } }],
    ['an event that Render has forgotten', { [EVENT]: { status: 404, body: { message: 'not found' } } }],
  ])('nowhere from %s', async (_what, overrides) => {
    await expect(lookUp(table(overrides))).rejects.toMatchObject({ code: 'not_found' });
  });
});
