import { expect, it, vi } from 'vitest';
import { problemsOf, serviceProblems } from './check-line.ts';
import { SERVICES } from './services.ts';
import { LINES } from './table.ts';

// As if every guard had been taken away: whatever is asked, the answer is yes.
vi.mock('../../../src/governance/decide.ts', () => ({
  decide: () => ({ allowed: true, rule: 'none', reason: 'Everything is allowed.', approvers: [] }),
}));

const guarded = LINES.filter(({ asks }) => asks !== undefined);

it.each(guarded.map((line) => [`${line.surface} ${typeof line.input === 'string' ? line.input : ''}`, line]))(
  'is noticed where nothing guards %s',
  async (_name, line) => {
    expect(await problemsOf(line as (typeof LINES)[number])).not.toEqual([]);
  },
);

it.each(Object.keys(SERVICES))('is noticed where nothing guards the service %s', async (name) => {
  expect(await serviceProblems(name)).not.toEqual([]);
});
