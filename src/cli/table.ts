/** The widest a column gets, in characters. */
const WIDEST = 120;

/** Rows as a table for people: a line each, columns aligned, what is too wide cut with an ellipsis. */
export function formatTable(columns: readonly string[], rows: readonly Record<string, unknown>[]): string {
  const cells = [columns.map(String), ...rows.map((row) => columns.map((name) => cell(row[name])))];
  const widths = columns.map((_, at) => Math.max(...cells.map((line) => line[at]?.length ?? 0)));
  const lines = cells.map((line) =>
    line
      .map((text, at) => text.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map((width) => '-'.repeat(width)).join('  '));
  return [...lines, `(${rows.length} ${rows.length === 1 ? 'row' : 'rows'})`].join('\n');
}

/** A value as plain text on one line; control characters, which a terminal would obey, are shown as blanks. */
function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = (value instanceof Uint8Array ? `<${value.length} bytes>` : String(value)).replace(
    /\p{C}+/gu,
    ' ',
  );
  return text.length > WIDEST ? `${text.slice(0, WIDEST - 1)}…` : text;
}
