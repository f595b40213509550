import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message, PanelItem, Snapshot } from '../../src/sandbox/page-api.ts';
import { type BotProcess, startBot } from '../support/bot-process.ts';
import { launchBrowser } from '../support/browser.ts';
import { openPageSession, type PageSession } from '../support/page-session.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

/** A build takes six seconds in the sandbox; three at once on a busy machine take longer. */
const BUILT_MS = 30_000;
const PLATFORMS = ['Vercel', 'Netlify', 'Render'];

let bot: BotProcess;
let browser: Browser;
let page: Page;
let session: PageSession;

beforeAll(async () => {
  bot = await startBot({ DATA_DIR: await temporaryFolder('life') });
  session = openPageSession(bot.address);
  await session.configure('github', { repository: 'acme/web-app', token: 'github_pat_sandbox_token' });
  await session.configure('vercel', { token: 'vercel_sandbox_token', project_name: 'web-app' });
  await session.configure('netlify', {
    token: 'netlify_sandbox_token',
    site_id: await session.hint('netlify', 'Site ID'),
  });
  await session.configure('render', {
    api_key: await session.hint('render', 'API key'),
    service_id: await session.hint('render', 'Service kept for previews'),
    preview_mode: 'preview_service',
  });
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  page.setDefaultTimeout(10_000);
  await page.goto(`${bot.address}/sandbox`);
});

afterAll(async () => {
  await browser?.close();
  await bot?.stop();
});

function cardsOf({ messages }: Snapshot, branch: string): Message[] {
  const all = messages[session.channel] ?? [];
  return all.filter(({ text, threadTs }) => !threadTs && text.includes(`preview of ${branch} on`));
}

/** Waits until each platform's card begins with this word, and gives them. */
async function cards(branch: string, word: string): Promise<Message[]> {
  return until(async () => {
    const found = cardsOf(await session.snapshot(), branch);
    return found.length === PLATFORMS.length && found.every(({ text }) => text.startsWith(word)) && found;
  }, BUILT_MS);
}

async function items(section: string): Promise<PanelItem[]> {
  const { panels } = await session.snapshot();
  const github = panels.find(({ id }) => id === 'github');
  return github?.sections.find(({ title }) => title === section)?.items ?? [];
}

async function item(section: string, title: string): Promise<PanelItem> {
  return until(async () => (await items(section)).find((each) => each.title.includes(title)));
}

describe('a preview on every platform', () => {
  it('is deployed by a push, shown in the browser, and told to the repository', async () => {
    const branch = await item('Branches', 'feature/search');
    await session.onPanel('github', 'push', branch.id, { message: 'Search by tag', person: 'dee' });
    const ready = await cards('feature/search', 'Ready');
    expect(ready.map(({ text }) => PLATFORMS.find((name) => text.includes(name))).sort()).toEqual(
      PLATFORMS.toSorted(),
    );
    const shown = page.getByRole('log').getByRole('article').filter({ hasText: 'feature/search' });
    await shown.getByText('Ready', { exact: true }).first().waitFor();
    await until(
      async () => (await items('Deployments')).filter(({ state }) => state === 'success').length >= 3,
    );
  }, 60_000);

  it('is one of a branch: a pull request of the same commit builds nothing new', async () => {
    const branch = await item('Branches', 'feature/search');
    await session.onPanel('github', 'open-pull-request', branch.id, { title: 'Search', person: 'dee' });
    await until(async () =>
      (await items('Pull requests')).some(
        ({ title, detail }) => title.includes('Search') && detail.includes('comment'),
      ),
    );
    expect(cardsOf(await session.snapshot(), 'feature/search')).toHaveLength(PLATFORMS.length);
  });

  it('is extended and marked as passed by its buttons', async () => {
    const card = page.getByRole('log').getByRole('article').filter({ hasText: 'feature/search' }).first();
    await card.getByRole('button', { name: 'Mark QA passed' }).click();
    await card.getByText('QA passed by').waitFor();
    await card.getByRole('button', { name: 'Extend' }).click();
  });

  it('fails in sight where the build breaks', async () => {
    const branch = await item('Branches', 'feature/broken');
    await session.onPanel('github', 'push', branch.id, { message: 'Try again', person: 'ada' });
    const failed = await cards('feature/broken', 'Failed');
    for (const { blocks } of failed) expect(JSON.stringify(blocks)).toContain('Retry');
    await until(async () => (await items('Deployments')).some(({ state }) => state === 'failure'));
  }, 60_000);

  it('warns when its last day begins, and is removed when its time is over', async () => {
    await session.onPanel('clock', 'week', undefined, {});
    await cards('feature/search', 'Expiring');
    await session.onPanel('clock', 'day', undefined, {});
    await session.onPanel('clock', 'day', undefined, {});
    await cards('feature/search', 'Expired');
    await until(async () => (await items('Deployments')).some(({ state }) => state === 'inactive'));
  }, 60_000);
});
