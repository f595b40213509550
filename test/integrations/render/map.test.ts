import { describe, expect, test } from 'vitest';
import { deployAnswer, serviceAnswer } from '../../../src/integrations/render/answers.ts';
import { deploymentId, readDeploymentId, watchId } from '../../../src/integrations/render/deployment-id.ts';
import { stateOf, toDeployment } from '../../../src/integrations/render/map.ts';
import { CHILD_ID, child, DEPLOY_ID, deploy, EXTERNAL_ID, NOW, SERVICE_ID, SHA, service } from './answers.ts';

test.each([
  ['created', 'queued'],
  ['queued', 'queued'],
  ['build_in_progress', 'building'],
  ['pre_deploy_in_progress', 'building'],
  ['update_in_progress', 'building'],
  ['live', 'ready'],
  ['LIVE', 'ready'],
  ['deactivated', 'cancelled'],
  ['build_failed', 'failed'],
  ['pre_deploy_failed', 'failed'],
  ['update_failed', 'failed'],
  ['canceled', 'cancelled'],
  ['something_new', 'building'],
  ['toString', 'building'],
  [undefined, 'building'],
  [null, 'building'],
])('%s is %s', (word, state) => {
  expect(stateOf(word)).toBe(state);
});

describe('a deployment', () => {
  const of = (fields: Record<string, unknown>, on: unknown = service()) =>
    toDeployment(serviceAnswer.parse(on), deployAnswer.parse(deploy(fields)));

  test('has an address only while it is what the address shows', () => {
    expect(of({ status: 'live' }).url).toBe('https://web-app-preview.onrender.com');
    for (const status of ['build_in_progress', 'deactivated', 'update_failed']) {
      expect(of({ status })).not.toHaveProperty('url');
    }
  });

  test('of the service kept for previews does not claim a branch', () => {
    expect(of({ status: 'live' })).not.toHaveProperty('branch');
  });

  test("of a pull request's preview has its branch", () => {
    expect(of({ status: 'live' }, child())).toMatchObject({
      externalId: `${CHILD_ID}/${DEPLOY_ID}`,
      branch: 'feature/login',
      target: 'preview',
    });
  });

  test('of any other service is production', () => {
    expect(of({}, service({ name: 'web-app' })).target).toBe('production');
  });

  test.each([
    ['build_failed', 'The build failed.'],
    ['pre_deploy_failed', 'The build succeeded, but the pre-deploy command failed.'],
    ['update_failed', expect.stringMatching(/new version did not start/)],
    ['canceled', undefined],
  ])('says why it failed: %s', (status, error) => {
    expect(of({ status }).error).toEqual(error);
  });

  test('is read from an answer with next to nothing in it', () => {
    const bare = deployAnswer.parse({ id: DEPLOY_ID, status: null, commit: null, createdAt: null });
    const on = serviceAnswer.parse({ id: SERVICE_ID, name: 'web-app-preview', ownerId: 'tea-1' });
    expect(toDeployment(on, bare)).toEqual({
      externalId: EXTERNAL_ID,
      state: 'building',
      target: 'preview',
      createdAt: new Date(0),
      exclusive: true,
    });
  });
});

describe('an external id', () => {
  test.each([
    [deploymentId(SERVICE_ID, DEPLOY_ID), { kind: 'deploy', serviceId: SERVICE_ID, deployId: DEPLOY_ID }],
    [watchId('feature/a/b', SHA, NOW), { kind: 'watch', branch: 'feature/a/b', commitSha: SHA, since: NOW }],
    [watchId('-/-', undefined, NOW), { kind: 'watch', branch: '-/-', commitSha: undefined, since: NOW }],
  ])('%s is read as it was written', (id, expected) => {
    expect(readDeploymentId(id)).toEqual(expected);
  });

  test.each(['', 'dpl_1', 'a/b/c', '/', 'watch/soon/-/main', 'watch/1/-/'])('%j is none', (id) => {
    expect(() => readDeploymentId(id)).toThrow(expect.objectContaining({ code: 'not_found' }));
  });
});
