import { expect, test } from 'vitest';
import { callingAs, currentCaller } from '../../src/security/caller.ts';

const jira = { workspaceId: 'T1', provider: 'jira' };
const vercel = { workspaceId: 'T1', provider: 'vercel' };

test('the caller is known within the work, across awaits, and nowhere else', async () => {
  expect(currentCaller()).toBeUndefined();
  const seen = await callingAs(jira, async () => {
    await Promise.resolve();
    return currentCaller();
  });
  expect(seen).toBe(jira);
  expect(currentCaller()).toBeUndefined();
});

test('the innermost caller counts, and works side by side do not mix', async () => {
  const later = async () => {
    await Promise.resolve();
    return currentCaller();
  };
  const nested = callingAs(jira, async () => [await callingAs(vercel, later), await later()]);
  const beside = callingAs(vercel, later);
  expect(await nested).toEqual([vercel, jira]);
  expect(await beside).toBe(vercel);
});
