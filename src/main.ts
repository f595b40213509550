import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { flushCompileCache } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createApp } from './app.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { PolicyError } from './governance/policy-file.ts';
import { loadManifests, type Manifest, ManifestError } from './integrations/manifest.ts';
import { createLogger } from './security/log-redaction.ts';
import { createRedactor } from './security/redact.ts';
import { KeyError } from './security/vault-key.ts';
import { StoreError } from './store/errors.ts';

const FAILED = 1;
/** What was given to the process is wrong: starting it again does not help. */
const MISCONFIGURED = 2;
/** Their messages are written for whoever starts the process; anything else comes with its stack. */
const EXPLAINED = [ConfigError, PolicyError, ManifestError, KeyError, StoreError];

try {
  const manifests = await loadManifests(join(import.meta.dirname, '../manifests'));
  await run(readConfig(process.env, [...manifests.keys()]), manifests);
} catch (error) {
  const explained = EXPLAINED.some((kind) => error instanceof kind);
  process.stderr.write(`${error instanceof Error ? (explained ? error.message : error.stack) : error}\n`);
  process.exit(error instanceof ConfigError ? MISCONFIGURED : FAILED);
}

async function run(config: Config, manifests: ReadonlyMap<string, Manifest>): Promise<void> {
  const redactor = createRedactor();
  for (const secret of secretsOf(config)) redactor.remember(secret);
  const log = createLogger({ level: config.logLevel, redactor });

  let handle: RequestListener = answerStarting;
  const server = createServer((request, response) => handle(request, response));
  await listen(server, config);
  const local = localAddress(server, config);
  const { slack } = config;
  const sandbox = slack ? undefined : await openSandbox(config, local, manifests.keys());
  const connected = sandbox ? { ...config, ...sandbox.settings } : config;
  const app = await createApp({
    config: connected,
    manifests,
    redactor,
    log,
    mount: sandbox?.router,
    now: sandbox?.clock.now ?? (() => new Date()),
  });
  handle = app.handler;
  await sandbox?.start();
  await app.start();
  sandbox?.clock.onChange(() => void app.catchUp());
  log.info({ address: local }, 'ready');
  // Otherwise it is written at a good end only, and a process may be killed.
  flushCompileCache();
  if (sandbox) process.stderr.write(`\n  The sandbox is open at ${local}/sandbox\n\n`);

  stopOnSignal(async () => {
    server.close();
    await sandbox?.close();
    await app.stop();
    server.closeAllConnections();
    log.info('stopped');
  });
}

/** The pretend workspace: with no word of Slack in the environment, the bot is pointed at it by base URLs alone. */
async function openSandbox(config: Config, local: string, providers: Iterable<string>) {
  const { createSandbox } = await import('./sandbox/index.ts');
  const sandbox = await createSandbox({ dataDir: config.dataDir, baseUrl: local, botUrl: () => local });
  // Nothing leaves the machine: a provider without a pretend counterpart is looked for here, and not found.
  const nowhere = Object.fromEntries([...providers].map((id) => [id, `${local}/sandbox/${id}`]));
  const settings = {
    slack: sandbox.slack,
    slackApiUrl: sandbox.slackApiUrl,
    apiUrls: { ...nowhere, ...sandbox.apiUrls, ...config.apiUrls },
    publicUrl: config.publicUrl ?? local,
    // What is configured against the pretend world must never meet the real one, nor the other way round.
    dataDir: join(config.dataDir, 'sandbox', 'bot'),
  };
  return { ...sandbox, settings };
}

/** The port is taken before anything is built, since the sandbox has to know its own address. */
function answerStarting(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '1' });
  response.end(JSON.stringify({ ready: false, reason: 'starting' }));
}

function secretsOf(config: Config): string[] {
  const { slack, apiToken, encryptionKey, webhookSecrets } = config;
  const single = [slack?.botToken, slack?.signingSecret, apiToken, encryptionKey];
  return [...single.filter((secret) => secret !== undefined), ...Object.values(webhookSecrets).flat()];
}

function listen(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}

function localAddress(server: Server, { host }: Config): string {
  const { port } = server.address() as AddressInfo;
  return `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`;
}

/** The first signal stops in good order; a second one does not wait. */
function stopOnSignal(stop: () => Promise<void>): void {
  let asked = false;
  const onSignal = () => {
    if (asked) process.exit(FAILED);
    asked = true;
    stop().then(
      () => process.exit(0),
      (error) => {
        process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
        process.exit(FAILED);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}
