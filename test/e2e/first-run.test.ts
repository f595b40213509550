import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violationsOn } from '../support/axe.ts';
import { type BotProcess, startBot } from '../support/bot-process.ts';
import { launchBrowser } from '../support/browser.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A build in the sandbox takes six seconds; what is on its way gets time enough on a busy machine. */
const BUILT = { timeout: 18_000 };

let bot: BotProcess;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [bot, browser] = await Promise.all([
    temporaryFolder('first-run').then((dataDir) => startBot({ DATA_DIR: dataDir })),
    launchBrowser(),
  ]);
  page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  page.setDefaultTimeout(10_000);
  await page.goto(`${bot.address}/sandbox`);
  await page.getByRole('heading', { level: 1, name: 'deploys' }).waitFor();
});

afterAll(async () => {
  await browser?.close();
  await bot?.stop();
});

async function type(text: string): Promise<void> {
  const composer = page.getByRole('textbox', { name: 'Message #deploys' });
  await composer.fill(text);
  await composer.press('Escape');
  await composer.press('Enter');
}

function card(branch: string) {
  return page
    .getByRole('log')
    .getByRole('article')
    .filter({ hasText: 'Asked for by' })
    .filter({ hasText: branch });
}

describe('the first five minutes in the browser', () => {
  it('tells a newcomer what to type, and lists what can be done', async () => {
    await page.getByText('/buildrunner help').first().waitFor();
    await type('/buildrunner help');
    await page.getByRole('article').filter({ hasText: 'What BuildRunner can do for you' }).waitFor();
  });

  it('configures Vercel in a modal, with errors beside their fields', async () => {
    await type('/buildrunner configure vercel');
    const modal = page.getByRole('dialog', { name: 'Configure Vercel' });
    await modal.getByLabel(/project/i).fill('web-app');
    await modal.getByRole('button', { name: 'Test and save' }).click();
    await modal.locator('[aria-invalid="true"]').waitFor();

    const token = await page
      .getByRole('region', { name: 'Vercel' })
      .getByText('vercel_sandbox_token')
      .textContent();
    await modal.getByLabel(/token/i).fill(token ?? '');
    await modal.getByRole('button', { name: 'Test and save' }).click();
    const outcome = page.getByRole('dialog', { name: 'Vercel' });
    await outcome.getByText('Connection successful').waitFor();
    expect(await outcome.textContent()).toContain('Recent deployments');
    expect(await violationsOn(page)).toEqual([]);
    await outcome.getByRole('button', { name: 'Done' }).click();
    await outcome.waitFor({ state: 'detached' });
  });

  it('follows a preview on one card to a page that opens', async () => {
    await type('/buildrunner deploy-preview feature/login');
    await card('feature/login').getByText('Ready', { exact: true }).waitFor(BUILT);
    expect(await card('feature/login').count()).toBe(1);
    const opening = page.context().waitForEvent('page');
    await card('feature/login')
      .getByRole('link', { name: 'Open' })
      .or(card('feature/login').getByRole('button', { name: 'Open' }))
      .first()
      .click();
    const preview = await opening;
    await preview.getByText('feature/login').first().waitFor();
    await preview.close();
  });

  it('shows the first error lines of a breaking branch, and its log', async () => {
    await type('/buildrunner deploy-preview feature/broken');
    await card('feature/broken').getByText('Failed', { exact: true }).waitFor(BUILT);
    expect(await card('feature/broken').textContent()).toMatch(/error/i);
    await card('feature/broken').getByRole('button', { name: 'Logs' }).click();
    const log = page.getByRole('dialog', { name: 'Build log' });
    await log.getByText('Build log of').waitFor();
    await page.keyboard.press('Escape');
    await log.waitFor({ state: 'detached' });
  });

  it('finds the branch as one types where none was, and offers none that cannot be', async () => {
    await type('/buildrunner deploy-preview');
    const modal = page.getByRole('dialog', { name: 'Deploy a preview' });
    const field = modal.getByRole('combobox', { name: 'Branch' });
    await field.fill('two words');
    await modal.getByRole('status').getByText('No matches').waitFor();
    await field.fill('login');
    await page.getByRole('option', { name: 'feature/login' }).click();
    await modal.getByRole('button', { name: 'Deploy' }).click();
    await modal.waitFor({ state: 'detached' });
    const cards = page.getByRole('log').getByRole('article').filter({ hasText: 'feature/login' });
    await cards.filter({ hasText: 'Vercel' }).nth(1).waitFor();
  });

  it('runs the step of a workflow, which fails with the reason of its preview', async () => {
    const panel = page.getByRole('region', { name: 'Workflow Builder' });
    await panel.getByText('Workflow Builder').click();
    await panel.getByRole('button', { name: 'Run “Deploy a preview”' }).click();
    const form = panel.getByRole('form', { name: 'Run “Deploy a preview”' });
    await form.getByLabel('Branch').fill('feature/broken');
    await form.getByLabel('Channel').selectOption('#deploys');
    await form.getByRole('button', { name: 'Run “Deploy a preview”' }).click();
    await panel.getByText('running').waitFor();
    await panel.getByText(/^The preview pv-\w+ of feature\/broken failed: /).waitFor(BUILT);
    expect(await violationsOn(page)).toEqual([]);
  });

  it('shows at home what runs and what is connected', async () => {
    await page.getByRole('link', { name: 'Home' }).click();
    await page.getByRole('heading', { name: 'Settings → Integrations' }).waitFor();
    expect(await page.getByRole('main').textContent()).toContain('healthy');
    expect(await violationsOn(page)).toEqual([]);
  });
});
