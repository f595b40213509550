import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PanelItem } from '../../src/sandbox/page-api.ts';
import { violationsOn } from '../support/axe.ts';
import { type BotProcess, startBot } from '../support/bot-process.ts';
import { launchBrowser } from '../support/browser.ts';
import { openPageSession, type PageSession } from '../support/page-session.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

interface PanelAct {
  action: string;
  inputs: Record<string, string>;
}

/** How each tracker's pretend counterpart is told to do what people do there, and how it shows it. */
interface Tracker {
  id: string;
  name: string;
  key: RegExp;
  /** By their labels in the modal. */
  fields: readonly (readonly [RegExp, string])[];
  finish: PanelAct;
  /** Back to where everything starts. */
  reopen: readonly PanelAct[];
  started(issue: PanelItem): boolean;
}

const TRACKERS: readonly Tracker[] = [
  {
    id: 'github',
    name: 'GitHub',
    key: /#\d+/,
    fields: [
      [/Repository/, 'acme/web-app'],
      [/Access token/, 'github_pat_sandbox_token'],
    ],
    finish: { action: 'close-issue', inputs: { reason: 'completed', person: 'ada' } },
    reopen: [
      { action: 'reopen-issue', inputs: { person: 'ada' } },
      { action: 'unlabel-issue', inputs: { label: 'status: in progress', person: 'ada' } },
    ],
    started: ({ detail }: PanelItem) => detail.includes('in progress'),
  },
  {
    id: 'jira',
    name: 'Jira',
    key: /WEB-\d+/,
    fields: [
      [/Base URL/, 'https://acme.atlassian.net'],
      [/Email/, 'bot@acme.example'],
      [/API token/, 'ATATT3xFfGF0sandboxtoken'],
      [/Project key/, 'WEB'],
    ],
    finish: { action: 'move-issue', inputs: { status: 'Done', person: 'ada' } },
    reopen: [{ action: 'move-issue', inputs: { status: 'To Do', person: 'ada' } }],
    started: ({ state }: PanelItem) => state === 'In Progress',
  },
  {
    id: 'linear',
    name: 'Linear',
    key: /ENG-\d+/,
    fields: [
      [/API key/, 'lin_api_sandbox_token'],
      [/Team/, 'ENG'],
    ],
    finish: { action: 'move-issue', inputs: { state: 'Done', person: 'ada' } },
    reopen: [{ action: 'move-issue', inputs: { state: 'Todo', person: 'ada' } }],
    started: ({ state }: PanelItem) => state === 'In Progress',
  },
];

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
});

describe.each(TRACKERS)('$name in the browser', ({ id, name, key, fields, finish, reopen, started }) => {
  let bot: BotProcess;
  let session: PageSession;
  let page: Page;

  beforeAll(async () => {
    bot = await startBot({ DATA_DIR: await temporaryFolder('trackers') });
    session = openPageSession(bot.address);
    page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
    page.setDefaultTimeout(10_000);
    await page.goto(`${bot.address}/sandbox`);
    await page.getByRole('heading', { level: 1, name: 'deploys' }).waitFor();
  });

  afterAll(async () => {
    await page?.close();
    await bot?.stop();
  });

  async function type(text: string): Promise<void> {
    const composer = page.getByRole('textbox', { name: 'Message #deploys' });
    await composer.fill(`/buildrunner ${text}`);
    await composer.press('Escape');
    await composer.press('Enter');
  }

  const said = (text: string | RegExp) => page.getByRole('article').filter({ hasText: text });

  async function issue(title: string): Promise<PanelItem | undefined> {
    const { panels } = await session.snapshot();
    const panel = panels.find((one) => one.id === id);
    return panel?.sections.flatMap(({ items }) => items).find((item) => item.title.includes(title));
  }

  /** Until a sync would find nothing to do: a change made sooner would meet ours halfway, and be a conflict. */
  async function inStep(): Promise<void> {
    const answers = said(/\d changes in \d/);
    await until(async () => {
      const before = await answers.count();
      await type(`sync ${id} --dry-run`);
      await answers.nth(before).waitFor();
      return (await answers.nth(before).textContent())?.includes(' 0 changes in');
    });
  }

  it('is configured in a modal that says what it is connected to', async () => {
    await type(`configure ${id}`);
    const modal = page.getByRole('dialog', { name: `Configure ${name}` });
    for (const [label, value] of fields) await modal.getByLabel(label).fill(value);
    await modal.getByRole('button', { name: 'Test and save' }).click();
    const outcome = page.getByRole('dialog', { name, exact: true });
    await outcome.getByText('Connection successful').waitFor();
    await outcome.getByText('Webhook registered').waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await outcome.getByRole('button', { name: 'Done' }).click();
    await outcome.waitFor({ state: 'detached' });
  });

  it('gets an issue for a microstep', async () => {
    await type('step add Count the unicorns');
    await said('is in the plan').waitFor();
    await type('link-issue p1.s1.ms1');
    const modal = page.getByRole('dialog', { name: 'Link an issue' });
    await modal.getByRole('combobox', { name: /Or make a new one in/ }).selectOption({ label: name });
    expect(await violationsOn(page)).toEqual([]);
    await modal.getByRole('button', { name: 'Link' }).click();
    await modal.getByText('An issue is being made').waitFor();
    await modal.locator('footer').getByRole('button', { name: 'Close' }).click();
    await modal.waitFor({ state: 'detached' });
    const made = await until(() => issue('Count the unicorns'));
    expect(made.title).toMatch(key);
  });

  it('moves its issue when the microstep moves', async () => {
    await type('step p1.s1.ms1 doing');
    await until(async () => {
      const found = await issue('Count the unicorns');
      return found && started(found);
    });
    await inStep();
  });

  it('moves the microstep when its issue moves, and says so on one card', async () => {
    const { id: item } = await until(() => issue('Count the unicorns'));
    await session.onPanel(id, finish.action, item, finish.inputs);
    const card = said('p1.s1.ms1').filter({ hasText: 'moved' });
    await card.first().waitFor();
    await type('step p1.s1.ms1');
    await said('Count the unicorns')
      .filter({ hasText: 'in step' })
      .filter({ hasText: `in ${name} changed status: doing → done` })
      .waitFor();
    expect(await card.count()).toBe(1);
  });

  it('shows its issue below a link to it', async () => {
    const { url = '' } = await until(() => issue('Count the unicorns'));
    const composer = page.getByRole('textbox', { name: 'Message #deploys' });
    await composer.fill(`Look at ${url}`);
    await composer.press('Enter');
    const card = said('Look at').filter({ hasText: `Issue in ${name}` });
    await card.filter({ hasText: 'p1.s1.ms1' }).filter({ hasText: 'Count the unicorns' }).waitFor();
    expect(await violationsOn(page)).toEqual([]);
  });

  it('is in step with the plan after a sync, and says so', async () => {
    await type(`sync ${id}`);
    await said(/done.*0 failed, 0 conflicts/).waitFor();
  });

  it('asks once where both sides were changed at the same time, and does what is decided', async () => {
    const { id: item } = await until(() => issue('Count the unicorns'));
    // Otherwise the tracker's change might have been taken over before ours, and there would be nothing to decide.
    await session.onPanel(id, 'drop-webhooks', undefined, {});
    for (const { action, inputs } of reopen) await session.onPanel(id, action, item, inputs);
    await type('step p1.s1.ms1 doing');
    const card = said('were both changed');
    await card.first().waitFor();
    expect(await card.count()).toBe(1);
    await card.getByRole('button', { name: 'Keep ours' }).click();
    await until(async () => {
      const found = await issue('Count the unicorns');
      return found && started(found);
    });
    await said('Ours is kept, and carried to the issue').waitFor();
  });
});
