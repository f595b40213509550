/** A time as GitHub writes it, in whole seconds: `2026-11-24T10:30:00Z`. */
export function written(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}
