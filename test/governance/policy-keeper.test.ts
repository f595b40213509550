import { rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { loadPolicy } from '../../src/governance/policy-file.ts';
import {
  createPolicyKeeper,
  type PolicyKeeper,
  type PolicyNews,
} from '../../src/governance/policy-keeper.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

const GOOD = 'roles:\n  default: member\n';
const BETTER = 'roles:\n  default: deployer\naudit:\n  retention_days: 30\n';
const BAD = 'roles:\n  default: king\n';

let file: string;
let keeper: PolicyKeeper;
const role = () => keeper.current().roles.default;

beforeEach(async () => {
  file = join(await temporaryFolder('policy'), 'policy.yml');
  await writeFile(file, GOOD);
  keeper = createPolicyKeeper(file, await loadPolicy(file));
});

async function reloadWith(text: string): Promise<PolicyNews | undefined> {
  await writeFile(file, text);
  return keeper.reload();
}

describe('promise 24: a policy that is read anew', () => {
  it('is in force at once, and tells which parts of it are new', async () => {
    expect(await reloadWith(BETTER)).toEqual({
      what: 'reloaded',
      sections: ['roles', 'audit'],
      wasBroken: false,
    });
    expect(role()).toBe('deployer');
  });

  it('is no news where only its comments changed', async () => {
    expect(await reloadWith(`# reviewed by Ada\n${GOOD}`)).toBeUndefined();
  });

  it('leaves the last good one in force where it cannot be used, and says where the mistake is', async () => {
    expect(await reloadWith(BAD)).toEqual({
      what: 'rejected',
      problems: [`${file}:2:12 roles.default: expected one of viewer, member, deployer, admin`],
    });
    expect(role()).toBe('member');
  });

  it('is told of once as long as the mistake is the same', async () => {
    await reloadWith(BAD);
    expect(await reloadWith(`${BAD}# ?`)).toBeUndefined();
    expect(await reloadWith('roles: [')).toMatchObject({ what: 'rejected' });
  });

  it('is news when it can be used again, though it says what it said before', async () => {
    await reloadWith(BAD);
    expect(await reloadWith(GOOD)).toEqual({ what: 'reloaded', sections: [], wasBroken: true });
    expect(await reloadWith(GOOD)).toBeUndefined();
  });

  it('stays in force where the file is gone', async () => {
    await unlink(file);
    expect(await keeper.reload()).toMatchObject({
      what: 'rejected',
      problems: [expect.stringContaining('ENOENT')],
    });
    expect(role()).toBe('member');
  });
});

describe('a file that is watched', () => {
  it('is read when it is written, and when another takes its place', async () => {
    const told: PolicyNews[] = [];
    const stop = keeper.watch((news) => told.push(news));
    await writeFile(file, BETTER);
    await until(() => role() === 'deployer');
    await writeFile(`${file}.new`, BAD);
    await rename(`${file}.new`, file);
    await until(() => told.length === 2);
    expect(told.map(({ what }) => what)).toEqual(['reloaded', 'rejected']);
    expect(role()).toBe('deployer');
    stop();
  });
});
