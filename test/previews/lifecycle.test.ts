import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Deployment, DeploymentState } from '../../src/integrations/contract.ts';
import { advance, hasEnded, nextAttempt, pollDelayMs } from '../../src/previews/lifecycle.ts';
import type { PreviewRow, PreviewState } from '../../src/store/schema.ts';
import { previewRow } from './preview-row.ts';

const now = new Date('2026-01-05T10:01:00.000Z');
const at = now.toISOString();

function seen(state: DeploymentState, changes: Partial<Deployment> = {}): Deployment {
  return { externalId: 'dpl_1', state, target: 'preview', createdAt: now, ...changes };
}

describe('advance', () => {
  const known = (state: PreviewState) => previewRow({ state, external_id: 'dpl_1' });

  it.each<[PreviewState, DeploymentState, Partial<PreviewRow>]>([
    ['requested', 'queued', { state: 'queued' }],
    ['requested', 'building', { state: 'building', building_at: at }],
    ['queued', 'ready', { state: 'ready', finished_at: at, expires_at: '2026-01-12T10:01:00.000Z' }],
    ['building', 'ready', { state: 'ready', finished_at: at, expires_at: '2026-01-12T10:01:00.000Z' }],
    ['building', 'cancelled', { state: 'cancelled', finished_at: at }],
    ['building', 'queued', {}],
    ['ready', 'building', {}],
    ['failed', 'queued', {}],
    ['ready', 'ready', {}],
    ['expired', 'ready', {}],
  ])('%s, seen %s', (from, state, changes) => {
    expect(advance(known(from), seen(state), now, 7)).toEqual(changes);
  });

  it('keeps why a build failed', () => {
    const changes = advance(
      known('building'),
      seen('failed', { error: 'npm run build exited with 1' }),
      now,
      7,
    );
    expect(changes).toMatchObject({ state: 'failed', failure: 'npm run build exited with 1' });
  });

  it('takes the commit and the addresses as they become known', () => {
    const commit = { sha: 'abc', message: 'Add login', author: 'ada' };
    const changes = advance(known('queued'), seen('queued', { commit, url: 'https://x.example' }), now, 7);
    expect(changes).toEqual({
      commit_sha: 'abc',
      commit_message: 'Add login',
      commit_author: 'ada',
      url: 'https://x.example',
    });
  });

  it('leaves aside what is heard of another attempt', () => {
    expect(advance(known('building'), seen('ready', { externalId: 'dpl_0' }), now, 7)).toEqual({});
  });

  it('ends alike in whatever order and however often the same things are seen', () => {
    const states: DeploymentState[] = ['queued', 'building', 'ready'];
    const shuffled = fc.shuffledSubarray([...states, ...states, ...states], { minLength: 9 });
    fc.assert(
      fc.property(shuffled, (order) => {
        let end = known('requested');
        for (const state of order) end = { ...end, ...advance(end, seen(state), now, 7) };
        expect(end.state).toBe('ready');
      }),
    );
  });
});

describe('nextAttempt', () => {
  it('forgets the last outcome and counts on', () => {
    const failed = previewRow({
      state: 'failed',
      external_id: 'dpl_1',
      failure: 'x',
      url: 'https://x',
      attempt: 2,
    });
    const next = { ...failed, ...nextAttempt(failed, now) };
    expect(next).toEqual(previewRow({ attempt: 3, requested_at: at }));
  });
});

it('asks less and less often', () => {
  const ages = [0, 11_000, 59_000, 61_000, 9 * 60_000, 60 * 60_000].map(pollDelayMs);
  expect(ages).toEqual([2_000, 5_000, 5_000, 15_000, 15_000, 60_000]);
});

it('knows what is over', () => {
  expect((['ready', 'failed', 'cancelled', 'expired'] as const).every(hasEnded)).toBe(true);
  expect((['requested', 'queued', 'building'] as const).some(hasEnded)).toBe(false);
});
