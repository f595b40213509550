import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The sandbox's page, ready to be served. */
export interface PageBundle {
  /** At `/sandbox`. */
  html: string;
  /** At `/sandbox/app.js`, an ES module. */
  js: string;
  /** At `/sandbox/style.css`. */
  css: string;
}

const PAGE = join(import.meta.dirname, 'page');

/**
 * Bundles the page in memory, minified. The bundler is a development dependency and loaded here alone, since
 * nothing but the sandbox needs it. Throws what the bundler says where the page's source does not build.
 */
export async function buildPage(): Promise<PageBundle> {
  const [html, js, css] = await Promise.all([
    readFile(join(PAGE, 'index.html'), 'utf8'),
    bundleScript(),
    joinStyles(),
  ]);
  return { html, js, css };
}

async function bundleScript(): Promise<string> {
  const { rolldown } = await import('rolldown');
  const build = await rolldown({
    input: join(PAGE, 'main.tsx'),
    platform: 'browser',
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
  });
  try {
    const { output } = await build.generate({ format: 'esm', minify: true });
    return output[0].code;
  } finally {
    await build.close();
  }
}

/** The style sheets are numbered by the order they belong in. */
async function joinStyles(): Promise<string> {
  const folder = join(PAGE, 'css');
  const files = (await readdir(folder)).sort();
  const sheets = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return sheets.join('\n');
}
