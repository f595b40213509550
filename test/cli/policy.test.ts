import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../support/command-line.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const policy = (...given: string[]) => runCli('policy', given, {});

async function fileWith(text: string): Promise<string> {
  const file = join(await temporaryFolder('policy'), 'policy.yml');
  await writeFile(file, text);
  return file;
}

describe('npm run policy', () => {
  it('finds no fault with the policy that comes with the project', async () => {
    const { code, out } = await policy('check', 'governance/policy.yml');
    expect({ code, out }).toEqual({ code: 0, out: 'governance/policy.yml can be used.\n' });
  });

  it('names file, line and column of every mistake, and ends with 1', async () => {
    const file = await fileWith('roles:\n  default: king\nextra: 1\n');
    const { code, out } = await policy('check', file);
    expect(code).toBe(1);
    expect(out.split('\n')).toEqual([
      `${file}:2:12 roles.default: expected one of viewer, member, deployer, admin`,
      `${file}:3:1 extra: unknown key`,
      '',
    ]);
  });

  it('says so where there is no such file', async () => {
    const { code, out } = await policy('check', 'nowhere.yml');
    expect({ code, out }).toEqual({ code: 1, out: 'The policy nowhere.yml cannot be read (ENOENT).\n' });
  });

  it('tells what a role may do, and by which line not', async () => {
    const { out } = await policy('explain', await fileWith('{}'), 'member');
    expect(out).toContain('yes  plan.edit ');
    expect(out).toMatch(/^no {3}preview\.deploy .*takes the role deployer.*\(roles\)$/m);
  });

  it.each([
    [[]],
    [['check']],
    [['explain', 'governance/policy.yml', 'king']],
    [['erase', 'x']],
    [['--help']],
    [['check', 'governance/policy.yml', '--strict']],
  ])('tells how it is used, and nothing of its own workings: %j', async (given) => {
    const { code, err } = await policy(...given);
    expect({ code, usage: err.includes('npm run policy -- check FILE') }).toEqual({ code: 2, usage: true });
    expect(err).not.toContain('node:');
  });
});
