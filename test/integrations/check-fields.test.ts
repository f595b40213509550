import { describe, expect, test } from 'vitest';
import { checkFields } from '../../src/integrations/check-fields.ts';
import { loadManifests, type ManifestField } from '../../src/integrations/manifest.ts';

const vercel = (await loadManifests('manifests')).get('vercel')!;

const address: ManifestField = {
  key: 'base_url',
  label: 'Base URL',
  type: 'url',
  required: true,
  help: 'The address of your site.',
};

describe('checkFields', () => {
  test('trims, and leaves out what is empty or unknown', () => {
    const typed = { token: ' vcp_abc123 ', team_id: '  ', project_name: 'web-app\n', colour: 'red' };
    expect(checkFields(vercel, typed)).toEqual({
      ok: true,
      values: { token: 'vcp_abc123', project_name: 'web-app' },
    });
  });

  test('names every field that is missing', () => {
    expect(checkFields(vercel, { token: null, team_id: undefined })).toEqual({
      ok: false,
      errors: { token: 'API token is needed.', project_name: 'Project name is needed.' },
    });
  });

  test.each([
    ['token', 'Bearer vcp_abc123'],
    ['team_id', 'my team'],
    ['project_name', 'my/project'],
    ['project_name', 'a'.repeat(101)],
  ])('%s refuses %j with its own sentence', (key, value) => {
    const checked = checkFields(vercel, { token: 't0ken', project_name: 'web', [key]: value });
    const expected = vercel.fields.find((field) => field.key === key)?.validation?.message;
    expect(checked).toEqual({ ok: false, errors: { [key]: expected } });
  });

  test('a message never repeats what was typed', () => {
    const checked = checkFields(vercel, { token: 'hunter2 hunter2', project_name: 'hunter2/' });
    expect(JSON.stringify(checked)).not.toContain('hunter2');
  });

  test.each([
    ['https://acme.atlassian.net', undefined],
    ['https://git.acme.example/api/v3', undefined],
    ['https://acme.atlassian.net/', 'Leave out the slash at the end.'],
    ['http://acme.atlassian.net', 'This must be an https:// address.'],
    ['acme.atlassian.net', 'This must be an https:// address.'],
    ['javascript:alert(1)', 'This must be an https:// address.'],
    ['https://ada:pw@acme.example', 'Leave user name and password out of the address.'],
  ])('an address: %s', (value, problem) => {
    const checked = checkFields({ fields: [address] }, { base_url: value });
    expect(checked).toEqual(
      problem ? { ok: false, errors: { base_url: problem } } : { ok: true, values: { base_url: value } },
    );
  });
});
