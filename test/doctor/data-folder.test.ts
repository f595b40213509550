import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { checkDataFolder } from '../../src/doctor/data-folder.ts';
import { checkNode } from '../../src/doctor/environment.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const uid = process.getuid?.() ?? 0;
let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder('doctor');
});

describe('the data folder', () => {
  it('is good where it is its owner’s alone, and has space', async () => {
    expect(await checkDataFolder(folder, uid)).toMatchObject([
      { level: 'ok', text: `${folder} is its owner’s alone` },
      { what: 'Disk', text: expect.stringMatching(/^\d+ MB free$/) },
    ]);
  });

  it('may be missing where it can be made', async () => {
    const [finding] = await checkDataFolder(join(folder, 'a', 'b'), uid);
    expect(finding).toMatchObject({
      level: 'ok',
      text: `${join(folder, 'a', 'b')} is made at the first start`,
    });
  });

  it('must not be open to others', async () => {
    chmodSync(folder, 0o755);
    const [finding] = await checkDataFolder(folder, uid);
    expect(finding).toMatchObject({ level: 'warn', mend: `chmod 700 ${folder}` });
  });

  it('must not belong to somebody else', async () => {
    const [finding] = await checkDataFolder(folder, 4_711);
    expect(finding).toMatchObject({ level: 'fail', text: `${folder} belongs to another user` });
    expect(finding?.mend).toBe(`chown -R 4711 ${folder}`);
  });

  it('must be a folder', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const [finding] = await checkDataFolder(file, uid);
    expect(finding).toMatchObject({ level: 'fail', text: expect.stringContaining('ENOTDIR') });
  });
});

it.each([
  ['22.19.0', '>=22.19', 'ok'],
  ['26.10.0', '>=22.19', 'ok'],
  ['22.18.9', '>=22.19', 'fail'],
  ['20.20.1', '>=22.19', 'fail'],
  ['26.0.0', '>=26', 'ok'],
  ['25.9.0', '>=26', 'fail'],
])('takes Node %s, where %s is needed, for %s', (version, engines, level) => {
  expect(checkNode(version, engines)).toMatchObject({ level });
});

it('takes a Node older than what package.json asks for for too old', () => {
  expect(checkNode('22.19.0', packageJson.engines.node)).toMatchObject({ level: 'fail' });
});
