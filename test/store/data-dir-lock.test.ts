import { expect, it } from 'vitest';
import { isDataDirLocked, lockDataDir } from '../../src/store/data-dir-lock.ts';
import { StoreError } from '../../src/store/errors.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

it('lets one in at a time', async () => {
  const folder = await temporaryFolder('lock');
  const unlock = lockDataDir(folder);
  expect(() => lockDataDir(folder)).toThrow(StoreError);
  expect(() => lockDataDir(folder)).toThrow('in use by another BuildRunner');
  unlock();
  lockDataDir(folder)();
});

it('tells from outside whether somebody is in', async () => {
  const folder = await temporaryFolder('lock');
  expect(isDataDirLocked(folder)).toBe(false);
  const unlock = lockDataDir(folder);
  expect(isDataDirLocked(folder)).toBe(true);
  unlock();
  expect(isDataDirLocked(folder)).toBe(false);
  lockDataDir(folder)();
});
