import { explainError } from './explain-error.ts';

/** Runs a command of the shell: what it prints, and what it ends with. */
export async function runCommand(command: (print: (line: string) => void) => Promise<void>): Promise<void> {
  try {
    await command((line) => void process.stdout.write(`${line}\n`));
  } catch (error) {
    const { text, exitCode } = explainError(error);
    process.stderr.write(`${text}\n`);
    process.exitCode = exitCode;
  }
}
