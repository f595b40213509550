import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../../src/governance/gate.ts';
import type { PullRequestEvent, PushEvent } from '../../src/integrations/contract.ts';
import { ProviderError } from '../../src/integrations/errors.ts';
import { DAY_MS, DEPLOYER, openPreviewWorld, type PreviewWorld } from './preview-world.ts';

let world: PreviewWorld;
beforeEach(async () => {
  world = await openPreviewWorld({
    preview_environments: { auto_deploy_branches: ['feature/**'], retention_days: 7 },
  });
});
afterEach(() => world.close());

async function ready(branch = 'feature/login') {
  const { id } = await world.previews.request(DEPLOYER, { branch, channel: 'C1' });
  await world.pass(0);
  const preview = await find(id);
  world.platform.end(preview.external_id ?? '', 'ready');
  await world.pass(2_000);
  return id;
}

async function find(id: string) {
  const preview = (await world.all()).find((candidate) => candidate.id === id);
  if (!preview) throw new Error(`no ${id}`);
  return preview;
}

async function passDays(days: number) {
  for (let day = 0; day < days; day += 1) {
    await world.pass(DAY_MS);
    await world.sweep();
  }
}

describe('promise 22: expiry', () => {
  it('warns a day ahead and removes after seven days', async () => {
    const id = await ready();
    await passDays(5);
    expect((await find(id)).state).toBe('ready');
    await passDays(1);
    expect((await find(id)).state).toBe('expiring');
    await passDays(1);
    expect((await find(id)).state).toBe('expired');
    expect(world.platform.deployments.size).toBe(0);
  });

  it('warns before it removes, even when the process was down for all that time', async () => {
    const id = await ready();
    await world.pass(30 * DAY_MS);
    await world.sweep();
    expect((await find(id)).state).toBe('expiring');
    await world.sweep();
    expect((await find(id)).state).toBe('expiring');
    await passDays(1);
    expect((await find(id)).state).toBe('expired');
  });

  it('starts anew when extended, and stops when kept', async () => {
    const id = await ready();
    await passDays(6);
    await world.previews.extend(DEPLOYER, id);
    expect((await find(id)).state).toBe('ready');
    await passDays(5);
    expect((await find(id)).state).toBe('ready');
    await world.previews.keep(DEPLOYER, id);
    await passDays(60);
    expect((await find(id)).state).toBe('ready');
  });

  it('comes at once when a person says so, and counts what is gone as removed', async () => {
    const id = await ready();
    world.platform.deployments.clear();
    await world.previews.expire(DEPLOYER, id);
    await world.pass(0);
    expect((await find(id)).state).toBe('expired');
    await expect(world.previews.extend(DEPLOYER, id)).rejects.toThrow(Refusal);
  });

  it.each([
    ['the vendor refuses it', [new ProviderError('forbidden', 'No right to.')], 'No right to.'],
    [
      'the vendor is away',
      Array.from({ length: 4 }, () => new ProviderError('unavailable', 'x')),
      'Vercel could not be reached in 4 tries.',
    ],
  ])('says so where %s, and tries again', async (_, errors, reason) => {
    const id = await ready();
    for (const error of errors) world.platform.failures.push({ method: 'remove', error });
    await world.previews.expire(DEPLOYER, id);
    await world.pass(60_000);
    const failure = `It could not be removed. ${reason}`;
    expect(await find(id)).toMatchObject({ state: 'expiring', failure });
    expect((await world.audited()).at(-1)).toMatchObject({ action: 'preview.hindered', actor: 'system' });
    expect(world.announced.at(-1)).toBe(id);
    await world.sweep();
    expect(await find(id)).toMatchObject({ state: 'expired', failure: null });
  });

  it('says once that it is refused, however often it is tried, and forgets it when extended', async () => {
    const id = await ready();
    const error = new ProviderError('forbidden', 'No right to.');
    await world.previews.expire(DEPLOYER, id);
    for (let count = 0; count < 3; count += 1) world.platform.failures.push({ method: 'remove', error });
    await world.pass(0);
    await world.sweep();
    await world.sweep();
    const hindered = (await world.audited()).filter(({ action }) => action === 'preview.hindered');
    expect(hindered).toHaveLength(1);
    await world.previews.extend(DEPLOYER, id);
    expect(await find(id)).toMatchObject({ state: 'ready', failure: null });
  });

  it('leaves a trace of who decided what', async () => {
    const id = await ready();
    await world.previews.markQaPassed(DEPLOYER, id);
    await world.previews.extend(DEPLOYER, id);
    await world.previews.keep(DEPLOYER, id);
    await world.previews.expire(DEPLOYER, id);
    await world.pass(0);
    const own = (await world.audited()).filter(({ actor }) => actor === 'U1').map(({ action }) => action);
    expect(own).toEqual([
      'preview.requested',
      'preview.qa_passed',
      'preview.extended',
      'preview.kept',
      'preview.expiring',
    ]);
    expect((await world.audited()).at(-1)).toMatchObject({ action: 'preview.expired', actor: 'system' });
  });

  it('never removes in a year what BuildRunner did not make, nor production', async () => {
    for (let count = 0; count < 50; count += 1) {
      world.platform.add({ externalId: `foreign_${count}`, state: 'ready', branch: 'feature/login' });
      world.platform.add({
        externalId: `prod_${count}`,
        state: 'ready',
        target: 'production',
        branch: 'main',
      });
    }
    for (let count = 0; count < 3; count += 1) await ready(`feature/${count}`);
    await passDays(365);
    expect((await world.all()).every(({ state }) => state === 'expired')).toBe(true);
    expect(world.platform.deployments.size).toBe(100);
    expect(world.platform.calls.filter((call) => /^remove (foreign|prod)/.test(call))).toEqual([]);
  });
});

describe('where one preview at a time fits', () => {
  it('ends the others when the next is ready, kept or not, and says which took their place', async () => {
    world.platform.exclusive = true;
    const kept = await ready('feature/a');
    await world.previews.keep(DEPLOYER, kept);
    const next = await world.previews.request(DEPLOYER, { branch: 'feature/b', channel: 'C1' });
    await world.pass(0);
    expect((await find(kept)).state).toBe('ready');
    world.platform.end((await find(next.id)).external_id ?? '', 'ready');
    await world.pass(2_000);
    expect(await find(kept)).toMatchObject({
      state: 'expired',
      url: null,
      failure: expect.stringContaining(`${next.id} of feature/b has taken its place`),
    });
    expect(await find(next.id)).toMatchObject({ state: 'ready', failure: null });
    expect((await world.audited()).map(({ action }) => action)).toContain('preview.replaced');
    expect(world.announced.slice(-2).sort()).toEqual([kept, next.id].sort());
    expect(world.platform.calls.filter((call) => call.startsWith('remove'))).toEqual([]);
  });

  it('ends nothing where the next one fails, nor anywhere else', async () => {
    const elsewhere = await ready('feature/a');
    const other = await ready('feature/b');
    expect((await find(elsewhere)).state).toBe('ready');
    world.platform.exclusive = true;
    const next = await world.previews.request(DEPLOYER, { branch: 'feature/c', channel: 'C1' });
    await world.pass(0);
    world.platform.end((await find(next.id)).external_id ?? '', 'failed');
    await world.pass(2_000);
    expect((await find(other)).state).toBe('ready');
  });
});

function push(branch: string, sha: string): PushEvent {
  return { kind: 'push', branch, deleted: false, commit: { sha, message: 'Work', author: 'ada' } };
}

function pullRequest(
  action: PullRequestEvent['action'],
  changes: Partial<PullRequestEvent> = {},
): PullRequestEvent {
  const base = {
    number: 7,
    title: 'Login',
    url: 'https://x.example/7',
    branch: 'feature/login',
    commitSha: 'aaa',
  };
  return { kind: 'pull_request', action, fromFork: false, merged: false, ...base, ...changes };
}

describe('a push', () => {
  it('to a branch of the policy is deployed, another is not', async () => {
    expect(await world.hear(push('chore/deps', 'aaa'))).toContain('auto_deploy_branches');
    await world.hear(push('feature/login', 'aaa'));
    expect(await world.all()).toMatchObject([
      { branch: 'feature/login', commit_sha: 'aaa', requested_by: 'auto' },
    ]);
    expect(world.platform.deployments.size).toBe(1);
  });

  it('leaves the traces that a person’s wish does, and is told to the repository from the start', async () => {
    await world.hear(push('feature/login', 'aaa'));
    const [requested] = await world.audited();
    expect(requested).toMatchObject({ action: 'preview.requested', actor: 'auto' });
    expect(world.told.statuses[0]).toMatchObject({ commitSha: 'aaa', state: 'pending' });
    world.told.statuses.length = 0;
    world.platform.failures.push({
      method: 'deploy',
      error: new ProviderError('rate_limited', 'x', { delayMs: 60_000 }),
    });
    await world.hear(push('feature/other', 'bbb'));
    expect(world.told.statuses).toMatchObject([{ commitSha: 'bbb', state: 'pending' }]);
  });

  it('that is newer is a new attempt and stops the older build', async () => {
    await world.hear(push('feature/login', 'aaa'));
    await world.hear(push('feature/login', 'bbb'));
    expect(await world.all()).toMatchObject([{ attempt: 2, commit_sha: 'bbb', external_id: 'dpl_2' }]);
    expect(world.platform.deployments.get('dpl_1')?.state).toBe('cancelled');
  });

  it('that is replayed leads to nothing older than what was asked for since', async () => {
    const before = world.clock.now().toISOString();
    await world.pass(1_000);
    await world.hear(push('feature/login', 'bbb'));
    const replayed = await world.hear(push('feature/login', 'aaa'), 'int-g', before);
    expect(replayed).toContain('was asked for after that');
    expect(await world.all()).toMatchObject([{ attempt: 1, commit_sha: 'bbb' }]);

    world.platform.end('dpl_1', 'ready');
    await world.pass(2_000);
    const gone = { ...push('feature/login', 'aaa'), deleted: true };
    expect(await world.hear(gone, 'int-g', before)).toContain('no preview of feature/login is in use');
    await world.previews.expire(DEPLOYER, (await world.all())[0]?.id ?? '');
    await world.pass(0);
    await world.hear(push('feature/login', 'aaa'), 'int-g', before);
    expect(await world.all()).toMatchObject([{ state: 'expired' }]);
  });

  it('that is replayed is deployed where nothing was asked for since', async () => {
    await world.hear(push('feature/login', 'aaa'));
    await world.pass(1_000);
    const later = world.clock.now().toISOString();
    await world.hear(push('feature/login', 'bbb'), 'int-g', later);
    expect(await world.all()).toMatchObject([{ attempt: 2, commit_sha: 'bbb' }]);
  });

  it('and its pull request are one preview', async () => {
    await world.hear(push('feature/login', 'aaa'));
    await world.hear(pullRequest('opened'));
    await world.hear(pullRequest('synchronized'));
    expect(await world.all()).toMatchObject([{ attempt: 1, pull_request: 7 }]);
    expect(world.platform.deployments.size).toBe(1);
  });
});

describe('a pull request', () => {
  it('that is closed ends its preview', async () => {
    await world.hear(pullRequest('opened'));
    world.platform.end('dpl_1', 'ready');
    await world.pass(2_000);
    await world.hear(pullRequest('closed', { merged: true }));
    expect(await world.all()).toMatchObject([{ state: 'expired' }]);
  });

  it('from a fork is left alone', async () => {
    expect(await world.hear(pullRequest('opened', { fromFork: true }))).toContain('fork');
    expect(await world.all()).toEqual([]);
  });
});

describe('the repository', () => {
  it('is told how the preview stands: status, deployment, one comment', async () => {
    await world.hear(pullRequest('opened'));
    world.platform.end('dpl_1', 'ready');
    await world.pass(2_000);
    expect(world.told.statuses.at(-1)).toMatchObject({
      commitSha: 'aaa',
      state: 'success',
      url: 'https://dpl_1.example',
    });
    expect(world.told.deployments.at(-1)).toMatchObject({
      environment: 'preview/vercel/feature/login',
      state: 'success',
    });
    expect([...world.told.comments]).toEqual([
      ['7 preview:int-g:vercel', expect.stringContaining('https://dpl_1.example')],
    ]);
  });
});
