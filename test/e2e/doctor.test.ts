import { chmodSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type BotProcess, startBot } from '../support/bot-process.ts';
import { contentsOf, copyDataDir, makeDataDir } from '../support/data-dir.ts';
import { openPageSession } from '../support/page-session.ts';
import { runNpm } from '../support/run-npm.ts';
import { CREDENTIALS, openSandboxServer, type SandboxServer } from '../support/sandbox-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const TOKEN = 'vercel_sandbox_token';

const doctor = (environment: Record<string, string>) => runNpm('doctor', [], environment);

describe('the doctor of a bot that works', () => {
  let world: SandboxServer;
  let bot: BotProcess;
  let environment: Record<string, string>;

  beforeAll(async () => {
    world = await openSandboxServer();
    environment = { ...world.environment, DATA_DIR: await temporaryFolder('doctor') };
    bot = await startBot(environment);
    await bot.stop();
    environment.PORT = new URL(bot.address).port;
    environment.PUBLIC_URL = bot.address;
    bot = await startBot(environment);
    world.botAddress = bot.address;
    const page = openPageSession(new URL(environment.SLACK_API_URL ?? '').origin);
    await page.configure('vercel', { project_name: 'web-app', token: TOKEN });
  });
  afterAll(async () => {
    await bot?.stop();
    await world?.close();
  });

  it('finds everything as it should be, changes nothing, and tells no secret', async () => {
    const { code, output } = await doctor(environment);
    expect(output).not.toContain('fail ');
    expect(code).toBe(0);
    for (const line of [
      'Slack: the token is good, for Acme',
      'Slack scopes: all that slack-manifest.yml asks for',
      'Clock: as Slack’s',
      `Public URL: ${bot.address} reaches BuildRunner`,
      'Vault: its key opens all 2 credentials',
      'Vercel webhook: registered, and its secret is known',
    ]) {
      expect(output).toContain(`ok    ${line}`);
    }
    expect(output).toMatch(/^ok {4}Vercel: /m);
    for (const secret of [TOKEN, CREDENTIALS.botToken, CREDENTIALS.signingSecret]) {
      expect(output).not.toContain(secret);
    }
  });

  it('finds a token that Slack refuses, and fails', async () => {
    const { code, output } = await doctor({ ...environment, SLACK_BOT_TOKEN: 'xoxb-not-this-one' });
    expect(code).toBe(1);
    expect(output).toMatch(
      /fail {2}Slack: SLACK_BOT_TOKEN is refused: invalid_auth\n {6}→ Copy the bot token/,
    );
    expect(output).not.toContain('xoxb-not-this-one');
  });

  it('finds a vendor that cannot be reached', async () => {
    const { code, output } = await doctor({ ...environment, VERCEL_API_URL: 'http://127.0.0.1:9' });
    expect(code).toBe(1);
    expect(output).toMatch(/fail {2}Vercel: \w+\n {6}→ /);
  });
});

describe('the doctor of the sandbox', () => {
  it('works where it does not run, and looks inside where it does', async () => {
    const dataDir = await temporaryFolder('doctor');
    const bot = await startBot({ DATA_DIR: dataDir });
    onTestFinished(async () => void (await bot.stop()));
    const environment = { DATA_DIR: dataDir, PORT: new URL(bot.address).port };
    await openPageSession(bot.address).configure('vercel', { project_name: 'web-app', token: TOKEN });

    const running = await doctor(environment);
    expect(running.output).toContain(`ok    Sandbox: open at ${bot.address}/sandbox`);
    expect(running.output).toMatch(/^ok {4}Vercel: /m);
    expect(running.code).toBe(0);

    await bot.stop();
    const stopped = await doctor(environment);
    expect(stopped.output).toMatch(/warn {2}Sandbox: .*cannot be reached.*\n {6}→ Start it with npm start\./);
    expect(stopped.code).toBe(0);
  });
});

describe('the doctor of what is damaged', () => {
  it('names it and its mend, and changes nothing', async () => {
    const dataDir = await copyDataDir(await makeDataDir());
    truncateSync(join(dataDir, 'settings/T1.json'), 100);
    truncateSync(join(dataDir, 'buildrunner.db'), 8_192);
    chmodSync(dataDir, 0o755);
    const before = contentsOf(dataDir);
    const { code, output } = await doctor({
      DATA_DIR: dataDir,
      SLACK_BOT_TOKEN: 'xoxb-nobody',
      SLACK_SIGNING_SECRET: 'a-signing-secret',
      SLACK_API_URL: 'http://127.0.0.1:9/',
    });
    expect(code).toBe(1);
    expect(output).toMatch(/fail {2}Database: .*is damaged.*\n {6}→ .*npm run restore/);
    expect(output).toMatch(/fail {2}Settings: .*T1\.json: is not valid JSON.*\n {6}→ .*--last-good/);
    expect(output).toMatch(/warn {2}Data folder: .*\n {6}→ chmod 700/);
    expect(contentsOf(dataDir)).toEqual(before);
  });

  it('names every variable that is wrong', async () => {
    const { code, output } = await doctor({ PORT: 'eighty', NODE_ENV: 'production' });
    expect(code).toBe(1);
    for (const name of ['PORT', 'SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET']) {
      expect(output).toContain(`fail  Environment: ${name} `);
    }
  });
});
