import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** As in `npm start`; what is measured beside BuildRunner gets the same. */
const FLAGS = [
  '--disable-warning=ExperimentalWarning',
  `--import=${join(import.meta.dirname, '../src/compile-cache.js')}`,
];

export interface Started {
  /** From spawn to the first 200 of the path asked, in ms. */
  readyMs: number;
  child: ChildProcess;
}

/** Starts a program on a free port and waits until `path` answers 200. */
export async function startProgram(
  file: string,
  environment: Record<string, string>,
  path: string,
): Promise<Started> {
  const port = await freePort();
  const before = performance.now();
  const child = spawn(process.execPath, [...FLAGS, file], {
    env: { PATH: process.env.PATH, HOST: '127.0.0.1', LOG_LEVEL: 'warn', PORT: String(port), ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${file} ended with ${child.exitCode}`);
    const answer = await fetch(`http://127.0.0.1:${port}${path}`).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return { readyMs: performance.now() - before, child };
    await delay(5);
  }
}

/** Resident memory in MB, as Linux accounts for it. */
export async function residentMegabytes({ child }: Started): Promise<number> {
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
  const [, kilobytes = '0'] = /^VmRSS:\s+(\d+)/m.exec(status) ?? [];
  return Number(kilobytes) / 1024;
}

export async function end({ child }: Started): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port to be had');
  return address.port;
}
