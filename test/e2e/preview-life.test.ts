import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message, PanelItem, Snapshot } from '../../src/sandbox/page-api.ts';
import { type BotProcess, startBot } from '../support/bot-process.ts';
import { launchBrowser } from '../support/browser.ts';
import { openPageSession, type PageSession } from '../support/page-session.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

/** A build takes six seconds in the sandbox; Render lets a service be changed and deployed ten times a minute, no oftener. */
const BUILT_MS = 90_000;
const PLATFORMS = ['Vercel', 'Netlify', 'Render'];

let dataDir: string;
let bot: BotProcess;
let browser: Browser;
let page: Page;
let session: PageSession;

beforeAll(async () => {
  dataDir = await temporaryFolder('life');
  const policy = await readFile('governance/policy.yml', 'utf8');
  const policyFile = join(dataDir, 'policy.yml');
  await writeFile(policyFile, policy.replace('- Beta', '- Phase 1'));
  bot = await startBot({ DATA_DIR: dataDir, POLICY_FILE: policyFile });
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

/** Waits until each platform's card begins with this word, and gives them; further attempts are counted. */
async function cards(branch: string, word: string, { attempt = 1, of = PLATFORMS } = {}): Promise<Message[]> {
  return until(async () => {
    const found = cardsOf(await session.snapshot(), branch).filter(({ text }) =>
      of.some((platform) => text.includes(`on ${platform}`)),
    );
    const isThere = ({ text, blocks }: Message) =>
      text.startsWith(word) && (attempt === 1 || JSON.stringify(blocks).includes(`attempt ${attempt}`));
    return found.length === of.length && found.every(isThere) && found;
  }, BUILT_MS);
}

/** Waits until the newest commit of a branch has this status from every platform. */
async function statuses(branch: string, state: string, of = PLATFORMS): Promise<void> {
  await until(async () => {
    const { state: told = '' } = await item('Branches', branch);
    return of.every((platform) => told.includes(`BuildRunner / ${platform}: ${state}`));
  }, BUILT_MS);
}

/** A platform's card as the page shows it. */
function shownCard(branch: string, platform: string) {
  const card = page.getByRole('log').getByRole('article').filter({ hasText: 'asked for' });
  return card.filter({ hasText: branch }).filter({ hasText: platform }).last();
}

/** What happened to previews of a branch, by provider, as the audit log has it. */
function audited(branch: string): Record<string, string[]> {
  const database = new DatabaseSync(join(dataDir, 'sandbox/bot/buildrunner.db'), { readOnly: true });
  const rows = database.prepare('select action, payload from runner_events order by created_at, id').all();
  database.close();
  const found: Record<string, string[]> = {};
  for (const { action, payload } of rows as { action: string; payload: string }[]) {
    const about = JSON.parse(payload) as { branch?: string; provider?: string };
    if (about.branch !== branch || !about.provider) continue;
    found[about.provider] = [...(found[about.provider] ?? []), action];
  }
  return found;
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
  }, 200_000);

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

  it('is built anew when its pull request is updated, and told where it was told before', async () => {
    const pull = await item('Pull requests', 'Search');
    await session.onPanel('github', 'update-pull-request', pull.id, { message: 'Search faster' });
    await cards('feature/search', 'Ready', { attempt: 2 });
    await statuses('feature/search', 'success');
    const { messages } = await session.snapshot();
    const told = (messages[session.channel] ?? []).filter(
      ({ text, threadTs }) => threadTs && text.includes('`feature/search` is ready'),
    );
    expect(told).toHaveLength(PLATFORMS.length);
    expect((await item('Pull requests', 'Search')).detail).toContain('3 comments');
  }, 200_000);

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
  }, 200_000);

  it('shows the whole of a failed build’s log', async () => {
    await shownCard('feature/broken', 'Vercel').getByRole('button', { name: 'Logs' }).click();
    const modal = page.getByRole('dialog', { name: 'Build log' });
    await modal.getByRole('button', { name: 'The whole log' }).click();
    await modal.getByText('Page 1 of').waitFor();
    await page.keyboard.press('Escape');
    await modal.waitFor({ state: 'detached' });
  });

  it('is cancelled on the way and deployed again', async () => {
    const branch = await item('Branches', 'feature/login');
    await session.onPanel('github', 'push', branch.id, { message: 'Log in by mail', person: 'dee' });
    await cards('feature/login', 'Ready');
    for (const platform of PLATFORMS) {
      const card = shownCard('feature/login', platform);
      await card.getByRole('button', { name: 'Redeploy' }).click();
      await card.getByRole('button', { name: 'Cancel' }).click();
    }
    await cards('feature/login', 'Cancelled', { attempt: 2 });
    await statuses('feature/login', 'error');
    for (const platform of PLATFORMS) {
      await shownCard('feature/login', platform).getByRole('button', { name: 'Redeploy' }).click();
    }
    await cards('feature/login', 'Ready', { attempt: 3 });
    await statuses('feature/login', 'success');
  }, 200_000);

  it('is over where the next takes its place: Render’s one service', async () => {
    const [card] = await cards('feature/search', 'Expired', { of: ['Render'] });
    expect(JSON.stringify(card?.blocks)).toContain('has taken its place');
    await cards('feature/search', 'Ready', { attempt: 2, of: ['Vercel', 'Netlify'] });
  }, 200_000);

  it('is what a microstep waits for in a phase of the policy, and the refusal offers it', async () => {
    const type = (text: string) =>
      session.act('command', { channel: session.channel, command: '/buildrunner', text });
    const log = page.getByRole('log');
    await type('step add Try the search');
    await type('step p1.s1.ms1 done');
    await log.getByText('require_preview_for_phase: Phase 1').waitFor();
    await log.getByRole('button', { name: 'Deploy a preview' }).last().click();
    const modal = page.getByRole('dialog', { name: 'Deploy a preview' });
    await modal.getByRole('combobox', { name: 'Branch' }).fill('search');
    await page.getByRole('option', { name: 'feature/search' }).click();
    await modal.getByLabel('Deploy on').selectOption('Vercel');
    await modal.getByRole('button', { name: 'Deploy' }).click();
    await modal.waitFor({ state: 'detached' });
    const card = log.getByRole('article').filter({ hasText: 'p1.s1.ms1' }).filter({ hasText: 'asked for' });
    await card.getByRole('button', { name: 'Mark QA passed' }).click({ timeout: BUILT_MS });
    await card.getByText('QA passed by').waitFor();
    await type('step p1.s1.ms1 done');
    await log.getByText('is done now').waitFor();
  }, 200_000);

  it.each([
    ['Vercel', 'vercel', 'web-app:main', { deploy: 'yes' }],
    ['Netlify', 'netlify', 'main', { deploy: 'yes' }],
    ['Render', 'render', 'main', {}],
  ])(
    'is told apart from production on %s, whose end is told once',
    async (name, panel, branch, inputs) => {
      await session.onPanel(panel, 'push', branch, { message: 'Ship it', ...inputs });
      const text = `The production deployment on ${name} is live.`;
      const told = async () => {
        const { messages } = await session.snapshot();
        return (messages[session.channel] ?? []).filter((message) => message.text === text);
      };
      await until(async () => (await told()).length > 0, BUILT_MS);
      await page.getByRole('log').getByText('The production deployment of').last().waitFor();
      expect(await told()).toHaveLength(1);
    },
    200_000,
  );

  it('ends with its pull request', async () => {
    const branch = await item('Branches', 'fix/typo');
    await session.onPanel('github', 'push', branch.id, { message: 'One more typo', person: 'ada' });
    await session.onPanel('github', 'open-pull-request', branch.id, { title: 'A typo', person: 'ada' });
    await cards('fix/typo', 'Ready');
    const pull = await item('Pull requests', 'A typo');
    await session.onPanel('github', 'close-pull-request', pull.id, {});
    await cards('fix/typo', 'Expired');
    await statuses('fix/typo', 'success');
  }, 200_000);

  it('warns when its last day begins, and is removed when its time is over', async () => {
    const of = ['Vercel', 'Netlify'];
    await session.onPanel('clock', 'week', undefined, {});
    await cards('feature/login', 'Expiring', { attempt: 3, of });
    await session.onPanel('clock', 'day', undefined, {});
    await session.onPanel('clock', 'day', undefined, {});
    await cards('feature/login', 'Expired', { attempt: 3 });
    await cards('feature/search', 'Expired', { attempt: 2, of: ['Netlify', 'Render'] });
    await statuses('feature/login', 'success');
    await until(async () => (await items('Deployments')).some(({ state }) => state === 'inactive'));
  }, 200_000);

  it('has left every step of its life in the audit log', () => {
    const steps: Record<string, string[]> = {
      'feature/search': ['requested', 'queued', 'ready'],
      'feature/login': ['requested', 'ready', 'cancel_requested', 'cancelled'],
      'feature/broken': ['requested', 'failed'],
      'fix/typo': ['requested', 'ready', 'expiring', 'expired'],
    };
    for (const [branch, expected] of Object.entries(steps)) {
      for (const [provider, actions] of Object.entries(audited(branch))) {
        const missing = expected.filter((step) => !actions.includes(`preview.${step}`));
        expect(missing, `${provider}: ${branch}`).toEqual([]);
      }
    }
    const search = audited('feature/search');
    expect(search.render).toContain('preview.replaced');
    expect(search.netlify).toEqual(expect.arrayContaining(['preview.expiring', 'preview.expired']));
    expect(Object.values(search).flat()).toEqual(
      expect.arrayContaining(['preview.qa_passed', 'preview.extended']),
    );
    for (const branch of ['feature/search', 'feature/login', 'feature/broken', 'fix/typo']) {
      expect(Object.keys(audited(branch)).sort()).toEqual(['netlify', 'render', 'vercel']);
    }
  });
});
