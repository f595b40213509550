import type { Browser, Page } from 'playwright-core';
import { buildPage, type PageBundle } from '../../../src/sandbox/page-bundle.ts';
import { launchBrowser } from '../../support/browser.ts';
import { FixtureServer } from './fixture-server.ts';

interface Look {
  colorScheme?: 'light' | 'dark';
  narrow?: boolean;
  hash?: string;
}

/** How long a test waits for something that is on its way: the page's post, mostly. */
export const SOON = { timeout: 5_000 };

/** One browser for all tests of the page, and a fresh workspace and window for each. */
export class Stage {
  #bundle: PageBundle | undefined;
  #browser: Browser | undefined;
  #server: FixtureServer | undefined;
  #page: Page | undefined;

  async start(): Promise<void> {
    [this.#bundle, this.#browser] = await Promise.all([buildPage(), launchBrowser()]);
  }

  async stop(): Promise<void> {
    await this.#browser?.close();
  }

  async set(): Promise<void> {
    this.#server = new FixtureServer(this.#bundle!, Date.now());
    await this.#server.start();
  }

  async clear(): Promise<void> {
    await this.#page?.context().close();
    await this.#server?.stop();
  }

  get page(): Page {
    return this.#page!;
  }

  get server(): FixtureServer {
    return this.#server!;
  }

  /** Opens the page and waits for the workspace. */
  async open({ colorScheme = 'light', narrow = false, hash = '#/C1' }: Look = {}): Promise<void> {
    const viewport = narrow ? { width: 390, height: 844 } : { width: 1440, height: 900 };
    const context = await this.#browser!.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
    this.#page = await context.newPage();
    this.page.setDefaultTimeout(5_000);
    await this.page.goto(this.server.url + hash);
    await this.page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
    await this.page.locator('.shell').waitFor();
  }

  /** The bodies of what the page posted under a name so far. */
  sent(name: string): Record<string, unknown>[] {
    return this.server.acts.filter((act) => act.name === name).map((act) => act.body);
  }

  composer() {
    return this.page.getByRole('textbox', { name: 'Message #deploys' });
  }

  article(text: string) {
    return this.page.getByRole('article').filter({ hasText: text });
  }
}
