import { createServer } from 'node:http';
import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { createApp } from './app.ts';
import { readCommandLine } from './cli/command-line.ts';
import { explainError } from './cli/explain-error.ts';
import { listen } from './cli/listen.ts';
import { stopOnSignal } from './cli/stop-on-signal.ts';
import { sandboxApiUrls, sandboxDataDir } from './config/sandbox-config.ts';
import { type Config, readConfig, secretsOf } from './config.ts';
import { createDoor } from './http/door.ts';
import { loadManifests, type Manifest } from './integrations/manifest.ts';
import { createLogger } from './security/log-redaction.ts';
import { createRedactor } from './security/redact.ts';
import { createOngoing } from './timing/ongoing.ts';

/** How long requests and jobs that are under way may take to finish, in ms. */
const STOP_GRACE_MS = 7_000;
/** How long the whole stop may take: `docker stop` kills after ten seconds. */
const STOP_DEADLINE_MS = 9_000;
/** Served until the end: how the process is, and the pretend vendors whom running jobs still have to reach. */
const NEVER_SHUT = /^\/(healthz|readyz|metrics|sandbox)\b/;

const USAGE = 'npm start [-- [--last-good] [--new-key]]';

const redactor = createRedactor();
process.on('uncaughtException', fail);
try {
  const manifests = await loadManifests(join(import.meta.dirname, '../manifests'));
  await run(readConfig(process.env, [...manifests.keys()]), manifests);
} catch (error) {
  fail(error);
}

/** Ends the process: what it does from here on could not be trusted. What was stored is taken up by the next one. */
function fail(error: unknown): never {
  const { text, exitCode } = explainError(error);
  process.stderr.write(`${redactor.redact(text)}\n`);
  process.exit(exitCode);
}

async function run(config: Config, manifests: ReadonlyMap<string, Manifest>): Promise<void> {
  const { values: flags } = readCommandLine(USAGE, {
    options: { 'last-good': { type: 'boolean' }, 'new-key': { type: 'boolean' } },
  });
  for (const secret of secretsOf(config)) redactor.remember(secret);
  const log = createLogger({ level: config.logLevel, redactor });

  const ongoing = createOngoing();
  // The port is taken before anything is built, since the sandbox has to know its own address.
  const door = createDoor(ongoing, (path) => NEVER_SHUT.test(path));
  const server = createServer(door.handler);
  const local = await listen(server, config);
  const { slack } = config;
  const sandbox = slack ? undefined : await openSandbox(config, local, manifests.keys());
  const connected = sandbox ? { ...config, ...sandbox.settings } : config;
  const app = await createApp({
    config: connected,
    manifests,
    redactor,
    log,
    mount: sandbox?.router,
    ongoing,
    mend: { useLastGood: flags['last-good'] ?? false, acceptNewKey: flags['new-key'] ?? false },
    now: sandbox?.clock.now ?? (() => new Date()),
  });
  door.open(app.handler);
  await sandbox?.start();
  await app.start();
  sandbox?.clock.onChange(() => void app.catchUp());
  log.info({ address: local }, 'ready');
  // Otherwise it is written at a good end only, and a process may be killed.
  flushCompileCache();
  if (sandbox) process.stderr.write(`\n  The sandbox is open at ${local}/sandbox\n\n`);

  stopOnSignal({
    signals: process,
    async stop() {
      log.info('stopping');
      door.shut();
      await Promise.all([ongoing.ended(STOP_GRACE_MS), app.windDown(STOP_GRACE_MS)]);
      await sandbox?.close();
      await app.close();
      server.close();
      server.closeAllConnections();
      log.info('stopped');
    },
    deadlineMs: STOP_DEADLINE_MS,
    exit: process.exit,
    onTrouble: (problem) => log.error({ err: problem }, 'the stop was not a good one'),
    now: () => new Date(),
  });
}

/** The pretend workspace: with no word of Slack in the environment, the bot is pointed at it by base URLs alone. */
async function openSandbox(config: Config, local: string, providers: Iterable<string>) {
  const { createSandbox } = await import('./sandbox/index.ts');
  const sandbox = await createSandbox({ dataDir: config.dataDir, baseUrl: local, botUrl: () => local });
  const settings = {
    slack: sandbox.slack,
    slackApiUrl: sandbox.slackApiUrl,
    apiUrls: { ...sandboxApiUrls(local, providers), ...config.apiUrls },
    publicUrl: config.publicUrl ?? local,
    dataDir: sandboxDataDir(config.dataDir),
  };
  return { ...sandbox, settings };
}
