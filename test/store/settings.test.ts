import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSettings } from '../../src/store/settings.ts';
import { emptySettings, type Settings } from '../../src/store/settings-schema.ts';

describe('settings', () => {
  let directory: string;
  beforeEach(() => {
    directory = join(mkdtempSync(join(tmpdir(), 'buildrunner-settings-')), 'settings');
  });
  afterEach(() => rmSync(join(directory, '..'), { recursive: true, force: true }));

  const file = (name = 'T1.json') => join(directory, name);
  const write = (content: string, name?: string) => {
    mkdirSync(directory, { recursive: true });
    writeFileSync(file(name), content);
  };
  const addProject = (id: string) => (draft: Settings) => {
    draft.projects.push({ id, name: id });
  };
  const projectIds = (settings: Readonly<Settings>) => settings.projects.map((project) => project.id);

  it('starts empty and writes nothing for that', async () => {
    const settings = openSettings({ directory });
    expect(await settings.read('T1')).toEqual(emptySettings());
    expect(await settings.workspaces()).toEqual([]);
  });

  it('keeps a change, for a fresh process as well', async () => {
    const settings = openSettings({ directory });
    const given = await settings.update('T1', (draft) => draft.projects.push({ id: 'web', name: 'Web' }));
    expect(given).toBe(2);
    expect(projectIds(await settings.read('T1'))).toEqual(['default', 'web']);
    expect(await openSettings({ directory }).read('T1')).toEqual(await settings.read('T1'));
    await settings.update('T0', addProject('api'));
    expect(await settings.workspaces()).toEqual(['T0', 'T1']);
  });

  it('writes files that a person can read, and only their owner', async () => {
    const settings = openSettings({ directory });
    await settings.update('T1', addProject('a'));
    await settings.update('T1', addProject('b'));
    expect(readdirSync(directory).sort()).toEqual(['T1.json', 'T1.json.last-good']);
    for (const name of readdirSync(directory)) expect(statSync(file(name)).mode & 0o777).toBe(0o600);
    expect(statSync(directory).mode & 0o777).toBe(0o700);
    expect(readFileSync(file(), 'utf8')).toMatch(/^\{\n {2}"version": 1,\n/);
  });

  it('keeps the document before as the last good copy', async () => {
    const settings = openSettings({ directory });
    await settings.update('T1', addProject('a'));
    const before = readFileSync(file(), 'utf8');
    await settings.update('T1', addProject('b'));
    expect(readFileSync(file('T1.json.last-good'), 'utf8')).toBe(before);
  });

  it('changes nothing where the change throws or is not valid', async () => {
    const settings = openSettings({ directory });
    await settings.update('T1', addProject('a'));
    const before = readFileSync(file(), 'utf8');
    const heard: string[] = [];
    settings.onChange((id) => heard.push(id));
    const thrown = settings.update('T1', (draft) => {
      draft.projects = [];
      throw new Error('changed my mind');
    });
    await expect(thrown).rejects.toThrow('changed my mind');
    const invalid = settings.update('T1', (draft) => {
      draft.projects = [];
    });
    await expect(invalid).rejects.toMatchObject({ name: 'StoreError', code: 'invalid' });
    await expect(invalid).rejects.toThrow(/settings of T1: .*projects/);
    expect(readFileSync(file(), 'utf8')).toBe(before);
    expect(projectIds(await settings.read('T1'))).toEqual(['default', 'a']);
    expect(heard).toEqual([]);
  });

  it('does not let a reader change what it is given', async () => {
    const settings = openSettings({ directory });
    const read = (await settings.read('T1')) as Settings;
    expect(() => read.projects.push({ id: 'x', name: 'x' })).toThrow(TypeError);
    const { projects } = await settings.update('T1', (draft) => draft);
    projects.push({ id: 'late', name: 'late' });
    expect(projectIds(await settings.read('T1'))).toEqual(['default']);
  });

  it('loses none of many changes at once, and none of another workspace', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom('T1', 'T2'), fc.boolean())), async (changes) => {
        rmSync(directory, { recursive: true, force: true });
        const settings = openSettings({ directory });
        const updates = changes.map(([workspace, fails], i) =>
          settings.update(workspace, (draft) => {
            if (fails) throw new Error('no');
            addProject(`p${i}`)(draft);
          }),
        );
        await Promise.allSettled(updates);
        const fresh = openSettings({ directory });
        for (const workspace of ['T1', 'T2']) {
          const expected = changes.flatMap(([id, fails], i) => (id === workspace && !fails ? [`p${i}`] : []));
          expect(projectIds(await fresh.read(workspace))).toEqual(['default', ...expected]);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('tells of each change until told not to', async () => {
    const settings = openSettings({ directory });
    const heard: string[] = [];
    const stop = settings.onChange((id) => heard.push(id));
    await settings.update('T1', addProject('a'));
    expect(heard).toEqual(['T1']);
    stop();
    await settings.update('T1', addProject('b'));
    expect(heard).toEqual(['T1']);
  });

  it.each([
    ['cut short', '{\n  "version": 1,\n  "projects": [', /T1\.json: is not valid JSON: Unexpected end/],
    ['with a stray comma', '{\n  "version": 1,\n}', /T1\.json: is not valid JSON: .*line 3 column 1/],
    ['empty', '', /T1\.json: is not valid JSON/],
    [
      'of another shape',
      '{"version": 1, "projects": []}',
      /T1\.json: is not a settings document: .*projects.*integrations/,
    ],
    ['of an unknown version', JSON.stringify({ ...emptySettings(), version: 0 }), /T1\.json: .*version/],
    ['null', 'null', /T1\.json: is not a settings document: document/],
  ])('refuses a file %s, and never writes over it', async (_, content, message) => {
    write(content);
    const settings = openSettings({ directory });
    await expect(settings.read('T1')).rejects.toThrow(message);
    await expect(settings.update('T1', addProject('a'))).rejects.toMatchObject({
      code: 'corrupt',
      file: file(),
    });
    expect(readFileSync(file(), 'utf8')).toBe(content);
  });

  it('takes a document for damaged that is gone and left its last good copy behind', async () => {
    await openSettings({ directory }).update('T1', addProject('a'));
    await openSettings({ directory }).update('T1', addProject('b'));
    rmSync(file());
    const settings = openSettings({ directory });
    expect(await settings.workspaces()).toEqual(['T1']);
    await expect(settings.read('T1')).rejects.toThrow(/T1\.json: is gone\. .*--last-good/);
  });

  it('refuses a document of a later BuildRunner as such', async () => {
    write(JSON.stringify({ ...emptySettings(), version: 2, novelty: [] }));
    const reading = openSettings({ directory }).read('T1');
    await expect(reading).rejects.toMatchObject({ code: 'newer', file: file() });
    await expect(reading).rejects.toThrow(/later BuildRunner \(version 2\)\. Start that version/);
  });

  it('shows the way back to the last good copy, and finds the mended file', async () => {
    await openSettings({ directory }).update('T1', addProject('a'));
    await openSettings({ directory }).update('T1', addProject('b'));
    write('{');
    const settings = openSettings({ directory });
    await expect(settings.read('T1')).rejects.toThrow(
      `${file('T1.json.last-good')}: npm start -- --last-good`,
    );
    write(readFileSync(file('T1.json.last-good'), 'utf8'));
    expect(projectIds(await settings.read('T1'))).toEqual(['default', 'a']);
  });

  it('builds on what a person edited in the file meanwhile', async () => {
    const settings = openSettings({ directory });
    await settings.update('T1', addProject('a'));
    write(readFileSync(file(), 'utf8').replace('"name": "a"', '"name": "Renamed"'));
    await settings.update('T1', addProject('b'));
    expect((await settings.read('T1')).projects.map((project) => project.name)).toContain('Renamed');
  });

  it('does not write over a file that was damaged meanwhile, nor its last good copy', async () => {
    const settings = openSettings({ directory });
    await settings.update('T1', addProject('a'));
    await settings.update('T1', addProject('b'));
    const lastGood = readFileSync(file('T1.json.last-good'), 'utf8');
    write('{');
    await expect(settings.update('T1', addProject('c'))).rejects.toMatchObject({ code: 'corrupt' });
    expect(readFileSync(file('T1.json.last-good'), 'utf8')).toBe(lastGood);
    expect(projectIds(await settings.read('T1'))).toEqual(['default', 'a', 'b']);
  });

  it('writes again what it knows where the file has vanished meanwhile', async () => {
    const settings = openSettings({ directory });
    await settings.update('T1', addProject('a'));
    rmSync(file());
    await settings.update('T1', addProject('b'));
    expect(projectIds(await openSettings({ directory }).read('T1'))).toEqual(['default', 'a', 'b']);
  });

  it('says so where it cannot write, keeps the old, and recovers', async () => {
    const settings = openSettings({ directory });
    await settings.update('T1', addProject('a'));
    // A folder where the new content is to be written first.
    mkdirSync(file('.T1.json.tmp'));
    mkdirSync(file('.T1.json.tmp/inside'));
    await expect(settings.update('T1', addProject('b'))).rejects.toMatchObject({ code: 'unusable' });
    expect(projectIds(await settings.read('T1'))).toEqual(['default', 'a']);
    rmSync(file('.T1.json.tmp'), { recursive: true });
    await settings.update('T1', addProject('c'));
    expect(projectIds(await openSettings({ directory }).read('T1'))).toEqual(['default', 'a', 'c']);
  });

  it.each(['../T1', 'T1/../../etc', '', 'T1.json', 'T1\0', '.'])('takes %j for no workspace', async (id) => {
    const settings = openSettings({ directory });
    await expect(settings.read(id)).rejects.toThrow(TypeError);
    await expect(settings.update(id, addProject('a'))).rejects.toThrow(TypeError);
  });

  it('does not take stray files for workspaces', async () => {
    const settings = openSettings({ directory });
    await settings.update('T1', addProject('a'));
    for (const name of ['notes.txt', 'my notes.json', '.T2.json.tmp']) write('x', name);
    expect(await settings.workspaces()).toEqual(['T1']);
  });
});
