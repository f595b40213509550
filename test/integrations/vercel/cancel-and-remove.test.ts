import { describe, expect, test } from 'vitest';
import { type Answer, startVendor } from '../recording-vendor.ts';
import { CANCEL, DELETE, deployment, GET, PROJECT, project } from './answers.ts';
import { platform } from './platform.ts';

describe('cancel', () => {
  test('cancels what is being built', async () => {
    await using vendor = await startVendor({
      [GET]: { body: deployment() },
      [CANCEL]: { body: deployment() },
    });
    await (await platform(vendor)).cancel('dpl_1');
    expect(vendor.calls()).toEqual([GET, CANCEL]);
  });

  test.each(['READY', 'ERROR', 'CANCELED'])('leaves what has ended (%s)', async (readyState) => {
    await using vendor = await startVendor({ [GET]: { body: deployment({ readyState }) } });
    await (await platform(vendor)).cancel('dpl_1');
    expect(vendor.calls()).toEqual([GET]);
  });

  test('takes an end between look and call for success', async () => {
    await using vendor = await startVendor({
      [GET]: [{ body: deployment() }, { body: deployment({ readyState: 'READY' }) }],
      [CANCEL]: {
        status: 400,
        body: { error: { code: 'bad_request', message: 'Deployment is already ready.' } },
      },
    });
    await (await platform(vendor)).cancel('dpl_1');
    expect(vendor.calls()).toEqual([GET, CANCEL, GET]);
  });

  test('tells a refusal that has another reason', async () => {
    await using vendor = await startVendor({
      [GET]: { body: deployment() },
      [CANCEL]: { status: 400, body: { error: { message: 'No.' } } },
    });
    await expect((await platform(vendor)).cancel('dpl_1')).rejects.toMatchObject({ code: 'invalid_request' });
  });

  test('never touches production', async () => {
    await using vendor = await startVendor({ [GET]: { body: deployment({ target: 'production' }) } });
    await expect((await platform(vendor)).cancel('dpl_1')).rejects.toMatchObject({
      code: 'production_deployment',
    });
    expect(vendor.calls()).toEqual([GET]);
  });
});

describe('remove', () => {
  test('removes a preview', async () => {
    await using vendor = await startVendor({
      [GET]: { body: deployment({ readyState: 'READY' }) },
      [DELETE]: { body: { uid: 'dpl_1', state: 'DELETED' } },
    });
    await (await platform(vendor)).remove('dpl_1');
    expect(vendor.calls()).toEqual([GET, DELETE]);
  });

  test('one that is gone, before or meanwhile, is success', async () => {
    await using gone = await startVendor({ [PROJECT]: { body: project() } });
    await (await platform(gone)).remove('dpl_1');
    expect(gone.calls()).toEqual([GET, PROJECT]);

    await using meanwhile = await startVendor({
      [GET]: { body: deployment() },
      [PROJECT]: { body: project() },
    });
    await (await platform(meanwhile)).remove('dpl_1');
    expect(meanwhile.calls()).toEqual([GET, DELETE, PROJECT]);
  });

  test.each<[what: string, answer: Answer, code: string]>([
    ['is not to be seen', { status: 404, body: { error: { code: 'not_found' } } }, 'not_found'],
    ['the token may not see', { status: 403, body: { error: { code: 'forbidden' } } }, 'forbidden'],
  ])('a project that %s does not make its deployments gone', async (_what, answer, code) => {
    await using vendor = await startVendor({ [PROJECT]: answer });
    await expect((await platform(vendor)).remove('dpl_1')).rejects.toMatchObject({
      code,
      advice: expect.stringContaining('Check'),
    });
    expect(vendor.calls()).toEqual([GET, PROJECT]);
  });

  test('a page that says 404 does not count as gone', async () => {
    const page = { status: 404, headers: { 'content-type': 'text/html' }, body: '<html>Not found</html>' };
    await using vendor = await startVendor({ '*': page });
    await expect((await platform(vendor)).remove('dpl_1')).rejects.toMatchObject({
      code: 'unreadable_answer',
    });
  });

  test('never touches production', async () => {
    await using vendor = await startVendor({ [GET]: { body: deployment({ target: 'production' }) } });
    await expect((await platform(vendor)).remove('dpl_1')).rejects.toMatchObject({
      code: 'production_deployment',
    });
    expect(vendor.calls()).toEqual([GET]);
  });
});
