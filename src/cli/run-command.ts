import { explainError } from './explain-error.ts';

/** What a command's process ends with, for the scripts that run it. */
const DONE = 0;
/** The answer is no: something was found that should not be so. */
const FOUND = 1;
/** What was asked could not be done. */
const FAILED = 2;

/** Writes a line, and waits where whoever reads it is slower. */
export type Print = (line: string) => Promise<void>;

/**
 * Runs a command of the shell, which tells whether all is well. What goes wrong is said in words; the process ends by
 * itself.
 */
export async function runCommand(command: (print: Print) => Promise<boolean>): Promise<void> {
  try {
    process.exitCode = (await command(print)) ? DONE : FOUND;
  } catch (error) {
    process.exitCode = FAILED;
    process.stderr.write(`${explainError(error).text}\n`);
  }
}

async function print(line: string): Promise<void> {
  if (process.stdout.write(`${line}\n`)) return;
  await new Promise((resolve) => process.stdout.once('drain', resolve));
}
