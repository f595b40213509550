import type { Manifest, ManifestField } from './manifest-schema.ts';

export type CheckedFields =
  | { ok: true; values: Record<string, string> }
  /** By field key, one sentence each: what the modal shows under the input. */
  | { ok: false; errors: Record<string, string> };

/**
 * Checks what a person typed against the manifest's fields. The values come back trimmed, empty optional ones and
 * those the manifest does not know left out. No message repeats what was typed: it may be a secret.
 */
export function checkFields(
  manifest: Pick<Manifest, 'fields' | 'one_of'>,
  typed: Readonly<Record<string, string | null | undefined>>,
): CheckedFields {
  const values: Record<string, string> = {};
  const errors: Record<string, string> = {};
  for (const field of manifest.fields) {
    const value = typed[field.key]?.trim() || (field.options?.[0]?.value ?? '');
    const error = problemWith(field, value);
    if (error) errors[field.key] = error;
    else if (value) values[field.key] = value;
  }
  const missing = manifest.one_of && missingWay(manifest, manifest.one_of, values);
  if (missing) errors[missing.field] ??= missing.message;
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, values };
}

/** Where no way to sign in is complete: what there is to give, said at the field that a person is nearest to. */
function missingWay(
  { fields }: Pick<Manifest, 'fields'>,
  ways: readonly (readonly string[])[],
  values: Readonly<Record<string, string>>,
): { field: string; message: string } | undefined {
  if (ways.some((way) => way.every((key) => values[key] !== undefined))) return undefined;
  const label = (key: string) => fields.find((field) => field.key === key)?.label ?? key;
  const begun = ways.find((way) => way.some((key) => values[key] !== undefined)) ?? ways[0] ?? [];
  const field = begun.find((key) => values[key] === undefined) ?? '';
  const all = ways.map((way) => way.map(label).join(', '));
  return { field, message: `Give either ${all.join(', or ')}.` };
}

function problemWith(field: ManifestField, value: string): string | undefined {
  if (!value) return field.required ? `${field.label} is needed.` : undefined;
  if (field.options && !field.options.some((option) => option.value === value)) {
    return `Choose one of: ${field.options.map((option) => option.label).join(', ')}.`;
  }
  if (field.type === 'url') {
    const problem = problemWithUrl(value);
    if (problem) return problem;
  }
  if (field.validation && !new RegExp(`^(?:${field.validation.pattern})$`, 'v').test(value)) {
    return field.validation.message;
  }
  return undefined;
}

function problemWithUrl(value: string): string | undefined {
  if (!URL.canParse(value) || new URL(value).protocol !== 'https:')
    return 'This must be an https:// address.';
  const url = new URL(value);
  if (url.username || url.password) return 'Leave user name and password out of the address.';
  if (value.endsWith('/')) return 'Leave out the slash at the end.';
  return undefined;
}
