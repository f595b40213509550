import { expect, it } from 'vitest';
import { lockDataDir } from '../../src/store/data-dir-lock.ts';
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
