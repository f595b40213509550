import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import type { ActResult, Acts, Snapshot } from '../../src/sandbox/page-api.ts';
import { temporaryFolder } from './temporary-folder.ts';

export const ADA = 'U01ADA00001';
export const MEL = 'U01MEL00001';
export const DEPLOYS = 'C01DEPLOYS1';
export const GENERAL = 'C01GENERAL1';

export const CREDENTIALS = { botToken: 'xoxb-another-slack', signingSecret: 'another-signing-secret' };

export interface SandboxServer {
  sandbox: Sandbox;
  /** Where the pretend world keeps what it knows. */
  dataDir: string;
  /** What the bot has to be given to work with this world. */
  environment: Record<string, string>;
  /** Where the bot listens, once it does. */
  botAddress: string;
  snapshot(as?: string): Snapshot;
  act<Name extends Exclude<keyof Acts, 'panel'>>(name: Name, body: Acts[Name]): Promise<ActResult>;
  /** Types a command into a channel as Ada. */
  type(text: string, channel?: string, as?: string): Promise<ActResult>;
  close(): Promise<void>;
}

/** The pretend world as a server of its own, for a bot that runs as another process. */
export async function openSandboxServer(options: { buildSeconds?: number } = {}): Promise<SandboxServer> {
  const app = express();
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const world = { botAddress: '' };
  const dataDir = await temporaryFolder('sandbox');
  const sandbox = await createSandbox({
    dataDir,
    baseUrl,
    botUrl: () => world.botAddress,
    credentials: CREDENTIALS,
    ...options,
  });
  app.use(sandbox.router);
  await sandbox.start();
  const { workspace, providers } = sandbox;
  return Object.assign(world, {
    sandbox,
    dataDir,
    environment: {
      SLACK_BOT_TOKEN: CREDENTIALS.botToken,
      SLACK_SIGNING_SECRET: CREDENTIALS.signingSecret,
      SLACK_API_URL: sandbox.slackApiUrl,
      ...Object.fromEntries(
        Object.entries(sandbox.apiUrls).map(([id, url]) => [`${id.toUpperCase()}_API_URL`, url]),
      ),
      HOST: '127.0.0.1',
    },
    snapshot: (as = ADA) => ({
      ...workspace.snapshot(as),
      panels: providers.map((provider) => provider.panel()),
    }),
    act: workspace.act,
    type: (text: string, channel = DEPLOYS, as = ADA) =>
      workspace.act('command', { as, channel, command: '/buildrunner', text }),
    async close() {
      await sandbox.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}
