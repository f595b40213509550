import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violationsOn } from '../support/axe.ts';
import { type BotProcess, startBot } from '../support/bot-process.ts';
import { launchBrowser } from '../support/browser.ts';
import { openPageSession, type PageSession } from '../support/page-session.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

/** A command, and what it says; a form's name where it opens one, which after a mention is behind a button. */
type Row = [typed: string, answer: string | { form: string }];

const ROWS: readonly Row[] = [
  ['', 'What BuildRunner can do for you'],
  ['help sync', '--direction inbound|outbound'],
  ['hepl', 'Did you mean'],
  ['setup', { form: 'Set up BuildRunner' }],
  ['configure netlify', { form: 'Configure Netlify' }],
  ['test github', 'Connection successful'],
  ['disconnect github', 'Links, previews and history stay'],
  ['status', 'Queue:'],
  ['steps "login form"', 'Build the login form'],
  ['step p1.s1.ms1', 'Link an issue'],
  ['step add "Let staff sign in"', 'is in the plan'],
  ['step p1.s1.ms1 doing', 'doing'],
  ['import-plan', { form: 'Import a plan' }],
  ['link-issue p1.s1.ms1', { form: 'Link an issue' }],
  ['create-issue', { form: 'Create an issue' }],
  ['sync --dry-run', 'changes in'],
  ['deploy-preview', { form: 'Deploy a preview' }],
  ['previews', 'There are no previews yet'],
  ['preview pv-unknown', 'There is no preview'],
  ['subscribe issues --digest 09:00', 'This channel is subscribed'],
  ['subscriptions', '09:00'],
  ['unsubscribe issues', 'hears'],
  ['webhooks failed', 'No webhook delivery has failed'],
  ['replay failed', 'No webhook delivery has failed'],
  ['dead-letters', 'No job'],
  ['audit --since 2026-01-01 --action integration.configured', 'integration.configured'],
  ['policy preview.deploy', 'may deploy a preview'],
  ['link-account', { form: 'Link your accounts' }],
  ['whoami', 'is admin'],
];

const WIDTHS = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } };

const ADA = 'U01ADA00001';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
});

describe.each(Object.entries(WIDTHS))(
  'the table of commands, on a %s page and by keyboard alone',
  (name, viewport) => {
    let bot: BotProcess;
    let session: PageSession;
    let page: Page;

    beforeAll(async () => {
      bot = await startBot({ DATA_DIR: await temporaryFolder('commands') });
      session = openPageSession(bot.address);
      await session.configure('github', {
        repository: await session.hint('github', 'Repository'),
        token: await session.hint('github', 'Access token'),
      });
      await session.configure('vercel', {
        token: await session.hint('vercel', 'Token'),
        project_name: 'web-app',
      });
      await say('step add Build the login form');
      page = await browser.newPage({ viewport, reducedMotion: 'reduce' });
      page.setDefaultTimeout(10_000);
      await page.goto(`${bot.address}/sandbox`);
      await page.getByRole('heading', { level: 1, name: 'deploys' }).waitFor();
    });

    afterAll(async () => {
      await page?.close();
      await bot?.stop();
    });

    const say = (text: string) =>
      session.act('command', { channel: session.channel, command: '/buildrunner', text });

    /** As somebody does who has no mouse: Tab leads to the composer, Escape closes what it suggests. */
    async function type(text: string): Promise<void> {
      const composer = page.getByRole('textbox', { name: 'Message #deploys' });
      const isFocused = async () => (await composer.and(page.locator(':focus')).count()) > 0;
      for (let presses = 0; !(await isFocused()); presses += 1) {
        if (presses > 80) throw new Error('Tab does not lead to the composer.');
        await page.keyboard.press('Tab');
      }
      await page.keyboard.insertText(text);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Enter');
    }

    const messages = async () => (await session.snapshot()).messages[session.channel] ?? [];

    it.each(ROWS)('“/buildrunner %s”', async (typed, answer) => {
      const before = await page.getByRole('log').getByRole('article').count();
      await type(`/buildrunner ${typed}`.trim());
      if (typeof answer === 'string') {
        await until(async () => {
          const articles = await page.getByRole('log').getByRole('article').allTextContents();
          return articles.slice(Math.max(before - 2, 0)).some((text) => text.includes(answer));
        });
        return;
      }
      const modal = page.getByRole('dialog', { name: answer.form });
      await modal.waitFor();
      expect(await violationsOn(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await modal.waitFor({ state: 'detached' });
    });

    // What is said does not depend on the width, and Slack lets a bot say one thing a second.
    it.runIf(name === 'wide').each(ROWS)('“@BuildRunner %s”', { timeout: 90_000 }, async (typed, answer) => {
      const expected = typeof answer === 'string' ? answer : 'Open the form';
      const bots = async () => (await messages()).filter(({ user }) => user !== ADA);
      const before = new Set((await bots()).map(({ ts }) => ts));
      await session.act('message', { channel: session.channel, text: `@BuildRunner ${typed}`.trim() });
      await until(async () => {
        const answers = (await bots()).filter(({ ts }) => !before.has(ts));
        return JSON.stringify(answers)
          .replaceAll(/[*\\`]/g, '')
          .includes(expected);
      }, 60_000);
    });

    it('breaks no rule of accessibility with all of that on it', async () => {
      expect(await violationsOn(page)).toEqual([]);
    });
  },
);
