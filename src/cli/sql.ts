import { openToRead } from './open-to-read.ts';
import { runCommand } from './run-command.ts';
import { formatTable } from './table.ts';
import { UsageError } from './usage-error.ts';

const USAGE = `Usage: npm run sql -- [--json] "<query>"

Runs one query on the database of DATA_DIR, which it can only read, also while BuildRunner runs.
  --json   a JSON object a row, instead of a table`;

/** `npm run sql -- "<query>"` */
await runCommand(async (print) => {
  // Read by hand: a query may begin with a comment, which is `--` too.
  const typed = process.argv.slice(2);
  const asJson = typed.includes('--json');
  const [query, ...more] = typed.filter((argument) => argument !== '--json');
  if (query === undefined || query === '--help' || more.length > 0) throw new UsageError(USAGE);
  const database = openToRead();
  try {
    const { columns, rows } = database.query(query);
    if (!asJson) await print(formatTable(columns, rows));
    else for (const row of rows) await print(JSON.stringify(row));
    return true;
  } finally {
    await database.close();
  }
});
