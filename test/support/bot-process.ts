import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { until } from './until.ts';

export interface BotProcess {
  address: string;
  pid: number;
  /** Everything written so far, standard output and error together. */
  output(): string;
  /** `kill -9`. */
  kill(): Promise<void>;
  /** SIGTERM; gives the exit code. */
  stop(): Promise<number | null>;
}

const ROOT = join(import.meta.dirname, '../..');

/** The process as `npm start` runs it, with nothing in its environment but what is given; resolves when it is ready. */
export async function startBot(
  environment: Record<string, string>,
  flags: readonly string[] = [],
): Promise<BotProcess> {
  const { child, output } = spawnBot(environment, { flags });
  const address = await until(() => {
    if (child.exitCode !== null) throw new Error(`The process ended with ${child.exitCode}:\n${output()}`);
    return /"address":"([^"]+)"[^\n]*"msg":"ready"/.exec(output())?.[1];
  });
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  return {
    address,
    pid: child.pid ?? 0,
    output,
    kill: () => end('SIGKILL'),
    async stop() {
      await end('SIGTERM');
      return child.exitCode;
    },
  };
}

/** Starts it without waiting: for a start that is meant to fail. `as` is the system's user to run it as. */
export function spawnBot(
  environment: Record<string, string>,
  { flags = [], as }: { flags?: readonly string[]; as?: { uid: number; gid: number } } = {},
): { child: ChildProcess; output: () => string } {
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      `--import=${join(ROOT, 'src/compile-cache.js')}`,
      join(ROOT, 'src/main.ts'),
      ...flags,
    ],
    {
      cwd: ROOT,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: '0', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...as,
    },
  );
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  return { child, output: () => text };
}
