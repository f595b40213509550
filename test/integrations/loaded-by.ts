import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The addresses of the modules that are loaded once `code` has run, in a process of its own at the project's root. */
export async function loadedBy(code: string): Promise<string[]> {
  const script = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context); } });
    ${code}
    process.stdout.write(JSON.stringify(loaded));
  `;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script]);
  return JSON.parse(stdout) as string[];
}

/** The same by the names of the packages that `pattern` captures, each once. */
export async function packagesLoadedBy(code: string, pattern: RegExp): Promise<string[]> {
  const loaded = await loadedBy(code);
  return [...new Set(loaded.flatMap((url) => pattern.exec(url)?.[1] ?? []))];
}
