import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBot } from '../test/support/bot-process.ts';
import { launchBrowser } from '../test/support/browser.ts';

/**
 * Makes the picture of the README: `npm run screenshots`. It plays the README's first minutes in the sandbox.
 * The machine needs an emoji font (Debian: fonts-noto-color-emoji).
 */
const IMAGES = join(import.meta.dirname, '../docs/images');
const BUILT = { timeout: 30_000 };

await mkdir(IMAGES, { recursive: true });
const bot = await startBot({ DATA_DIR: await mkdtemp(join(tmpdir(), 'buildrunner-screenshots-')) });
const browser = await launchBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  await page.goto(`${bot.address}/sandbox`);
  await page.getByRole('heading', { level: 1, name: 'deploys' }).waitFor();
  const type = async (text: string) => {
    await page.getByRole('textbox', { name: 'Message #deploys' }).fill(text);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
  };

  await type('/buildrunner configure vercel');
  const form = page.getByRole('dialog', { name: 'Configure Vercel' });
  await form.getByLabel(/project/i).fill('web-app');
  await form.getByLabel(/token/i).fill('vercel_sandbox_token');
  await form.getByRole('button', { name: 'Test and save' }).click();
  const outcome = page.getByRole('dialog', { name: 'Vercel' });
  await outcome.getByText('Connection successful').waitFor();
  await outcome.getByRole('button', { name: 'Done' }).click();
  await outcome.waitFor({ state: 'detached' });

  await type('/buildrunner deploy-preview feature/broken');
  await page.getByText('Failed', { exact: true }).waitFor(BUILT);
  await type('/buildrunner deploy-preview feature/login');
  await page.getByText('Ready', { exact: true }).waitFor(BUILT);
  await page.getByRole('article').last().scrollIntoViewIfNeeded();
  await page.screenshot({ path: join(IMAGES, 'sandbox.png') });
} finally {
  await browser.close();
  await bot.stop();
}
