import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violationsOn } from '../support/axe.ts';
import { type BotProcess, startBot } from '../support/bot-process.ts';
import { launchBrowser } from '../support/browser.ts';
import { openPageSession } from '../support/page-session.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

/** A build in the sandbox takes six seconds; what is on its way gets time enough on a busy machine. */
const BUILT = { timeout: 30_000 };
const API_TOKEN = 'an-api-token-of-some-length';

const POLICY = `roles:
  default: member
  admin: [workspace_admins]
approvals:
  overridable: [roles]
`;

let bot: BotProcess;
let browser: Browser;
let page: Page;
let dataDir: string;
let policyFile: string;

async function start(): Promise<void> {
  const environment = { DATA_DIR: dataDir, POLICY_FILE: policyFile, BUILDRUNNER_API_TOKEN: API_TOKEN };
  bot = await startBot(environment);
  await page.goto(`${bot.address}/sandbox`);
  await page.getByRole('heading', { level: 1, name: 'deploys' }).waitFor();
}

beforeAll(async () => {
  dataDir = await temporaryFolder('approvals');
  policyFile = join(dataDir, 'policy.yml');
  await writeFile(policyFile, POLICY);
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  page.setDefaultTimeout(15_000);
  await start();
  const session = openPageSession(bot.address);
  await session.configure('vercel', { token: 'vercel_sandbox_token', project_name: 'web-app' });
});

afterAll(async () => {
  await browser?.close();
  await bot?.stop();
});

const PEOPLE = { 'Ada Admin': 'U01ADA00001', 'Mel Member': 'U01MEL00001' };

/** Acts as another person from now on, once the page shows what they see. */
async function become(name: keyof typeof PEOPLE): Promise<void> {
  await page.getByRole('button', { name: /Acting as/ }).click();
  await page.getByRole('menu').getByText(name).click();
  await page.locator(`a[href$="as=${PEOPLE[name]}"]`).first().waitFor();
}

/** `BuildRunner`, the direct message with it, is not `#buildrunner`. */
const goTo = (place: 'BuildRunner' | 'deploys') =>
  page.getByRole('link', { name: new RegExp(`^${place}`) }).click();
const articles = (text: string | RegExp): Locator =>
  page.getByRole('log').getByRole('article').filter({ hasText: text });

async function type(text: string): Promise<void> {
  const composer = page.getByRole('textbox', { name: 'Message #deploys' });
  await composer.fill(text);
  await composer.press('Escape');
  await composer.press('Enter');
}

async function auditActions(): Promise<{ action: string; actor: string; payload: string }[]> {
  const headers = { authorization: `Bearer ${API_TOKEN}` };
  const response = await fetch(`${bot.address}/api/audit/events`, { headers });
  return ((await response.json()) as { events: { action: string; actor: string; payload: string }[] }).events;
}

describe('what the policy refuses', () => {
  it('can be asked for by a button beside the refusal', async () => {
    await become('Mel Member');
    await type('/buildrunner deploy-preview feature/login');
    const refusal = articles('takes the role deployer');
    await refusal.getByText('governance/policy.yml: roles').waitFor();
    await refusal.getByRole('button', { name: 'Request approval' }).click();
    await articles('Those who may approve it are asked').waitFor();
  });

  it('is decided by another person, with a reason, and though the process was restarted since', async () => {
    expect(await bot.stop()).toBe(0);
    await start();
    await become('Ada Admin');
    await goTo('BuildRunner');
    const card = articles('asks to deploy');
    await card.getByText('Waits for a decision').waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await card.getByRole('button', { name: 'Approve' }).click();
    const form = page.getByRole('dialog', { name: 'Approve a request' });
    await form.getByRole('button', { name: 'Approve' }).click();
    await form.locator('[aria-invalid="true"]').waitFor();
    await form.getByLabel('Reason').fill('Needed for the demo.');
    await form.getByRole('button', { name: 'Approve' }).click();
    await form.waitFor({ state: 'detached' });
    await card.getByText('Approved and done.').waitFor();
    expect(await card.getByRole('button', { name: /Approve|Deny/ }).count()).toBe(0);
  });

  it('is then done once, for who asked, who is told', async () => {
    await become('Mel Member');
    await goTo('BuildRunner');
    await articles('Approved and done').getByText('Needed for the demo.').waitFor();
    await goTo('deploys');
    const preview = articles('Asked for by').filter({ hasText: 'feature/login' });
    await preview.getByText('Ready', { exact: true }).waitFor(BUILT);
    expect(await preview.count()).toBe(1);
    const requested = (await auditActions()).filter(({ action }) => action === 'preview.requested');
    expect(requested).toMatchObject([{ actor: PEOPLE['Mel Member'] }]);
    expect(JSON.parse(requested[0]!.payload).approval).toMatch(/^ap-/);
  });

  it('stays refused where it is denied', async () => {
    await type('/buildrunner deploy-preview feature/search');
    await articles('takes the role deployer').getByRole('button', { name: 'Request approval' }).click();
    await become('Ada Admin');
    await goTo('BuildRunner');
    const card = articles('feature/search');
    await card.getByRole('button', { name: 'Deny' }).click();
    const form = page.getByRole('dialog', { name: 'Deny a request' });
    await form.getByLabel('Reason').fill('Not on a Friday.');
    await form.getByRole('button', { name: 'Deny' }).click();
    await card.getByText('Denied.').waitFor();
    await become('Mel Member');
    await goTo('BuildRunner');
    await articles('Not approved').getByText('Not on a Friday.').waitFor();
  });
});

describe('a policy file that changes while the process runs', () => {
  it('is told of where it cannot be used, to who configured an integration, and leaves all as it was', async () => {
    await writeFile(policyFile, POLICY.replace('member', 'king'));
    await become('Ada Admin');
    await goTo('BuildRunner');
    const told = articles('The policy file cannot be used');
    await told.getByText('policy.yml:2:12 roles.default: expected one of viewer, member').waitFor();
    await become('Mel Member');
    await goTo('deploys');
    await type('/buildrunner policy deploy-preview');
    await articles('may not deploy a preview').getByText('This takes the role deployer').waitFor();
  });

  it('is in force as soon as it can be used again', async () => {
    await writeFile(policyFile, POLICY.replace('member', 'deployer'));
    await until(async () => (await auditActions()).some(({ action }) => action === 'policy.reloaded'));
    await type('/buildrunner policy deploy-preview');
    await articles('is deployer').last().waitFor();
    await type('/buildrunner policy @ada');
    await articles('which names the workspace’s admins').waitFor();
  });
});
