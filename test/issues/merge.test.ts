import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConflictStrategy } from '../../src/governance/policy-schema.ts';
import { merge, type SyncBase, type SyncedFields } from '../../src/issues/merge.ts';

const before: SyncedFields = { title: 'Login', description: 'Do it', status: 'todo', priority: 'normal' };
const base: SyncBase = { local: before, remote: before };
const nothing = { toLocal: {}, toRemote: {}, conflicts: [], held: [] };

function run(
  local: Partial<SyncedFields>,
  remote: Partial<SyncedFields>,
  strategy: ConflictStrategy = 'prompt',
) {
  return merge(base, { ...before, ...local }, { ...before, ...remote }, { strategy, direction: 'both' });
}

describe('merge', () => {
  it.each<[string, Partial<SyncedFields>, Partial<SyncedFields>, object]>([
    ['nothing changed', {}, {}, nothing],
    ['theirs changed', {}, { status: 'doing' }, { ...nothing, toLocal: { status: 'doing' } }],
    ['ours changed', { title: 'Log in' }, {}, { ...nothing, toRemote: { title: 'Log in' } }],
    ['both alike', { status: 'done' }, { status: 'done' }, nothing],
    [
      'both, each another field',
      { status: 'done' },
      { title: 'X' },
      { ...nothing, toRemote: { status: 'done' }, toLocal: { title: 'X' } },
    ],
    [
      'both, the same field',
      { status: 'done' },
      { status: 'blocked' },
      { ...nothing, conflicts: ['status'] },
    ],
    ['an unmapped status', {}, { status: undefined }, { ...nothing, held: ['status'] }],
    ['only line ends', {}, { description: 'Do it \r\n' }, nothing],
  ])('%s', (_name, local, remote, expected) => {
    expect(run(local, remote)).toEqual(expected);
  });

  it.each<[ConflictStrategy, object]>([
    ['local_wins', { ...nothing, toRemote: { status: 'doing', title: 'A' } }],
    ['remote_wins', { ...nothing, toLocal: { status: 'done', title: 'B' } }],
    ['prompt', { ...nothing, conflicts: ['title', 'status'] }],
    ['auto_merge', { ...nothing, toLocal: { status: 'done' }, conflicts: ['title'] }],
  ])('%s decides a conflict', (strategy, expected) => {
    expect(run({ status: 'doing', title: 'A' }, { status: 'done', title: 'B' }, strategy)).toEqual(expected);
  });

  it('takes the more urgent priority when it merges by itself', () => {
    expect(run({ priority: 'urgent' }, { priority: 'low' }, 'auto_merge').toRemote).toEqual({
      priority: 'urgent',
    });
  });

  it('carries changes one way where it is told to', () => {
    const local = { ...before, title: 'A' };
    const remote = { ...before, status: 'done' } as const;
    const options = { strategy: 'prompt' } as const;
    expect(merge(base, local, remote, { ...options, direction: 'inbound' })).toEqual({
      ...nothing,
      toLocal: { status: 'done' },
      held: ['title'],
    });
    expect(merge(base, local, remote, { ...options, direction: 'outbound' })).toEqual({
      ...nothing,
      toRemote: { title: 'A' },
      held: ['status'],
    });
  });

  it('leaves a text alone that the tracker stores in its own way', () => {
    const own: SyncBase = { local: before, remote: { ...before, description: 'Do  it!' } };
    const remote = { ...before, description: 'Do  it!' };
    expect(merge(own, before, remote, { strategy: 'prompt', direction: 'both' })).toEqual(nothing);
  });

  it.each([
    ['local_wins', 'inbound'],
    ['remote_wins', 'outbound'],
  ] as const)('holds what %s decides and a run %s does not carry', (strategy, direction) => {
    const both = [base, { ...before, title: 'A' }, { ...before, title: 'B' }] as const;
    expect(merge(...both, { strategy, direction })).toEqual({ ...nothing, held: ['title'] });
  });

  it('is at rest once what it asks for is done', () => {
    const fields = fc.record<SyncedFields>({
      title: fc.string(),
      description: fc.string(),
      status: fc.constantFrom('todo', 'doing', 'done', 'blocked'),
      priority: fc.constantFrom('urgent', 'high', 'normal', 'low', 'none'),
    });
    const strategies = fc.constantFrom<ConflictStrategy>('local_wins', 'remote_wins');
    fc.assert(
      fc.property(fields, fields, fields, strategies, (start, local, remote, strategy) => {
        const first = merge({ local: start, remote: start }, local, remote, { strategy, direction: 'both' });
        const after = { local: { ...local, ...first.toLocal }, remote: { ...remote, ...first.toRemote } };
        const second = merge(after, after.local, after.remote, { strategy, direction: 'both' });
        expect(second).toEqual(nothing);
      }),
    );
  });
});
