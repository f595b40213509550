import { inspect } from 'node:util';
import { StoreError } from '../store/errors.ts';
import { QueryError } from '../store/read-only.ts';
import { UsageError } from './usage-error.ts';

const DONE = 0;
/** What was asked is answered with no: something was found that should not be so. */
const FOUND = 1;
/** What was asked could not be answered. */
const FAILED = 2;

/** Errors whose messages are written for whoever typed the command; of anything else the stack is shown. */
const EXPLAINED: readonly (new (...parameters: never[]) => Error)[] = [UsageError, StoreError, QueryError];

/** Runs one of the npm scripts that ask or change something and end; `work` tells whether all is well. The process ends by itself. */
export async function runTool(work: () => Promise<boolean>): Promise<void> {
  try {
    process.exitCode = (await work()) ? DONE : FOUND;
  } catch (error) {
    process.exitCode = FAILED;
    process.stderr.write(`${explained(error)}\n`);
  }
}

/** Writes a line, and waits where whoever reads it is slower. */
export async function writeLine(line: string): Promise<void> {
  if (process.stdout.write(`${line}\n`)) return;
  await new Promise((resolve) => process.stdout.once('drain', resolve));
}

function explained(error: unknown): string {
  if (!(error instanceof Error)) return inspect(error);
  const isMistyped = 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  if (isMistyped || EXPLAINED.some((kind) => error instanceof kind)) return error.message;
  return error.stack ?? error.message;
}
