import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadPolicy, PolicyError } from '../../src/governance/policy-file.ts';

it('reads the policy that comes with the project', async () => {
  const policy = await loadPolicy('governance/policy.yml');
  expect(policy.integrations.integrations_allowed).toContain('vercel');
  expect(policy.roles.default).toBe('deployer');
});

it('promise 24: names line and column of every mistake', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'policy-')), 'policy.yml');
  await writeFile(file, 'integrations:\n  integrations_alowed: [vercel]\nroles:\n  default: king\n');
  const error = await loadPolicy(file).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(PolicyError);
  expect(String(error)).toContain(`${file}:2:3`);
  expect(String(error)).toContain(`${file}:4:12`);
});

it('says so when there is no file', async () => {
  await expect(loadPolicy('nowhere.yml')).rejects.toThrow('nowhere.yml cannot be read');
});
