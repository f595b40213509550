const ALL = ['true', '*'];
const NONE = ['false', ''];
/** Not a provider, but as much worth looking at. */
const SLACK = 'slack';

/**
 * Reads `DEBUG_INTEGRATIONS`: `true` or `*` for all, or names separated by commas, `slack` being one. What it names
 * and is not there comes back as `problem`.
 */
export function parseDebugIntegrations(
  value: string | undefined,
  providers: readonly string[],
): { names: ReadonlySet<string>; problem?: string } {
  const text = value?.trim() ?? '';
  const known = [...providers, SLACK];
  if (NONE.includes(text)) return { names: new Set() };
  if (ALL.includes(text)) return { names: new Set(known) };
  const names = text.split(',').flatMap((name) => name.trim() || []);
  if (names.every((name) => known.includes(name))) return { names: new Set(names) };
  const problem = `DEBUG_INTEGRATIONS must be true, false, * or some of: ${known.join(', ')}`;
  return { names: new Set(), problem };
}
