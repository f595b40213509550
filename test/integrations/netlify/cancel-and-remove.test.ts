import { describe, expect, test } from 'vitest';
import { startVendor } from '../recording-vendor.ts';
import { CANCEL, DELETE, DEPLOY_ID, deploy, GET, SITE, site } from './answers.ts';
import { platform } from './platform.ts';

const PRODUCTION: [what: string, deploy: Record<string, unknown>, site: Record<string, unknown>][] = [
  ['its context', { context: 'production', branch: null }, {}],
  ['being published', {}, { published_deploy: { id: DEPLOY_ID } }],
  ['its branch', { branch: 'main', context: 'branch-deploy' }, {}],
  ['its branch, where the site names none', { branch: 'master' }, { build_settings: null }],
  ['saying nothing of itself', { branch: null, context: null }, {}],
];

describe('cancel', () => {
  test('cancels what is being built', async () => {
    await using vendor = await startVendor({
      [GET]: { body: deploy() },
      [SITE]: { body: site() },
      [CANCEL]: { status: 201, body: deploy({ state: 'error', error_message: 'Canceled build' }) },
    });
    await (await platform(vendor)).cancel(DEPLOY_ID);
    expect(vendor.calls()).toEqual([GET, SITE, CANCEL]);
  });

  test.each(['ready', 'error', 'rejected'])('leaves what has ended (%s)', async (state) => {
    await using vendor = await startVendor({ [GET]: { body: deploy({ state }) }, [SITE]: { body: site() } });
    await (await platform(vendor)).cancel(DEPLOY_ID);
    expect(vendor.calls()).toEqual([GET, SITE]);
  });

  test('takes an end between look and call for success', async () => {
    await using vendor = await startVendor({
      [GET]: [{ body: deploy() }, { body: deploy({ state: 'ready' }) }],
      [SITE]: { body: site() },
      [CANCEL]: { status: 422, body: { code: 422, message: 'Deploy is already ready' } },
    });
    await (await platform(vendor)).cancel(DEPLOY_ID);
    expect(vendor.calls()).toEqual([GET, SITE, CANCEL, GET]);
  });

  test('tells a refusal that has another reason', async () => {
    await using vendor = await startVendor({
      [GET]: { body: deploy() },
      [SITE]: { body: site() },
      [CANCEL]: { status: 422, body: { code: 422, message: 'No.' } },
    });
    await expect((await platform(vendor)).cancel(DEPLOY_ID)).rejects.toMatchObject({
      code: 'invalid_request',
    });
  });

  test('one that is gone is told', async () => {
    await using vendor = await startVendor({ [SITE]: { body: site() } });
    await expect((await platform(vendor)).cancel(DEPLOY_ID)).rejects.toMatchObject({ code: 'not_found' });
  });

  test.each(PRODUCTION)('never touches production: %s', async (_what, changes, siteChanges) => {
    await using vendor = await startVendor({
      [GET]: { body: deploy(changes) },
      [SITE]: { body: site(siteChanges) },
    });
    await expect((await platform(vendor)).cancel(DEPLOY_ID)).rejects.toMatchObject({
      code: 'production_deployment',
    });
    expect(vendor.calls()).toEqual([GET, SITE]);
  });
});

describe('remove', () => {
  test('removes a preview', async () => {
    await using vendor = await startVendor({
      [SITE]: { body: site() },
      [GET]: { body: deploy({ state: 'ready' }) },
      [DELETE]: { status: 204 },
    });
    await (await platform(vendor)).remove(DEPLOY_ID);
    expect(vendor.calls()).toEqual([SITE, GET, DELETE]);
  });

  test('one that is gone, before or meanwhile, is success', async () => {
    await using gone = await startVendor({ [SITE]: { body: site() } });
    await (await platform(gone)).remove(DEPLOY_ID);
    expect(gone.calls()).toEqual([SITE, GET]);

    await using meanwhile = await startVendor({ [SITE]: { body: site() }, [GET]: { body: deploy() } });
    await (await platform(meanwhile)).remove(DEPLOY_ID);
    expect(meanwhile.calls()).toEqual([SITE, GET, DELETE]);
  });

  test('a site that is not to be seen does not make its deploys gone', async () => {
    await using vendor = await startVendor({});
    await expect((await platform(vendor)).remove(DEPLOY_ID)).rejects.toMatchObject({
      code: 'not_found',
      advice: expect.stringContaining('Check Site ID'),
    });
    expect(vendor.calls()).toEqual([SITE]);
  });

  test('a page that says 404 does not count as gone', async () => {
    const page = { status: 404, headers: { 'content-type': 'text/html' }, body: '<html>Not found</html>' };
    await using vendor = await startVendor({ [SITE]: { body: site() }, '*': page });
    await expect((await platform(vendor)).remove(DEPLOY_ID)).rejects.toMatchObject({
      code: 'unreadable_answer',
    });
  });

  test.each(PRODUCTION)('never touches production: %s', async (_what, changes, siteChanges) => {
    await using vendor = await startVendor({
      [SITE]: { body: site(siteChanges) },
      [GET]: { body: deploy({ state: 'ready', ...changes }) },
    });
    await expect((await platform(vendor)).remove(DEPLOY_ID)).rejects.toMatchObject({
      code: 'production_deployment',
      advice: expect.stringContaining('never removes those'),
    });
    expect(vendor.calls()).toEqual([SITE, GET]);
  });
});
