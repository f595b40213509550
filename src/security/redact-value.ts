/** Deeper than this a value is not looked into: its place is taken by `[deeper]`. */
const DEEPEST = 10;

/** Of a longer list, or an object with more fields, the rest is counted only. */
const MOST_ENTRIES = 200;

/** How text is masked, and what stands for a value that is masked whole. */
export interface Masking {
  text: (text: string) => string;
  mask: string;
}

/** Whether a field's name says that its value is a secret: `authorization`, `api_token`, `set-cookie`, `apiKey`. */
export function isSecretName(name: string): boolean {
  return /(?:authorization|token|secret|password|passwd|passphrase|cookie|credential|apikey|accesskey|privatekey|encryptionkey|signature)s?$/.test(
    name.toLowerCase().replace(/[^a-z]/g, ''),
  );
}

/**
 * A copy of any value as plain data with every secret masked. Fields named like a secret are masked whole, whatever
 * they hold, but for true, false and nothing. Errors keep name, message, stack, cause and their own fields. Cycles and
 * depths are cut, and a getter that throws harms nothing.
 */
export function redactValue(value: unknown, masking: Masking): unknown {
  return copy(value, masking, []);
}

function copy(value: unknown, masking: Masking, above: readonly object[]): unknown {
  if (typeof value === 'string') return masking.text(value);
  if (typeof value === 'number' || typeof value === 'bigint') return copyNumber(value, masking);
  if (typeof value === 'function' || typeof value === 'symbol') return `[${typeof value}]`;
  if (typeof value !== 'object' || value === null) return value;
  if (above.includes(value)) return '[circular]';
  if (above.length >= DEEPEST) return '[deeper]';
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof URL || value instanceof URLSearchParams || value instanceof RegExp) {
    return masking.text(String(value));
  }
  const path = [...above, value];
  if (Array.isArray(value) || value instanceof Set) return copyList([...value], masking, path);
  return copyFields(entriesOf(value), masking, path);
}

/** A secret may be all digits; a number that is none stays a number. */
function copyNumber(value: number | bigint, masking: Masking): unknown {
  const text = String(value);
  const masked = masking.text(text);
  return masked === text && typeof value === 'number' ? value : masked;
}

function copyList(items: readonly unknown[], masking: Masking, path: readonly object[]): unknown[] {
  const copied = items.slice(0, MOST_ENTRIES).map((item) => copy(item, masking, path));
  return items.length > MOST_ENTRIES ? [...copied, `[${items.length - MOST_ENTRIES} more]`] : copied;
}

function copyFields(
  entries: readonly (readonly [string, unknown])[],
  masking: Masking,
  path: readonly object[],
): Record<string, unknown> {
  const copied = entries.slice(0, MOST_ENTRIES).map(([name, value]) => {
    const whole = isSecretName(name) && value !== null && value !== undefined && typeof value !== 'boolean';
    return [masking.text(name), whole ? masking.mask : copy(value, masking, path)] as const;
  });
  const rest = entries.length - copied.length;
  return Object.fromEntries(rest > 0 ? [...copied, ['[more]', rest] as const] : copied);
}

function entriesOf(value: object): (readonly [string, unknown])[] {
  if (value instanceof Map || value instanceof Headers) {
    return [...value].map(([name, held]) => [String(name), held] as const);
  }
  const names = new Set(value instanceof Error ? ['name', 'message', 'stack', 'cause'] : []);
  for (const name of Object.keys(value)) names.add(name);
  return [...names]
    .map((name) => [name, fieldOf(value, name)] as const)
    .filter(([, held]) => held !== undefined);
}

function fieldOf(value: object, name: string): unknown {
  try {
    return Reflect.get(value, name);
  } catch {
    return '[unreadable]';
  }
}
