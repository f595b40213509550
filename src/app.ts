import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Express, Router } from 'express';
import type { Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { type Config, ConfigError } from './config.ts';
import { createAudit } from './governance/audit.ts';
import { createExternalCallLog } from './governance/external-calls.ts';
import { createGate } from './governance/gate.ts';
import { loadPolicy } from './governance/policy-file.ts';
import { apiRoutes } from './http/api.ts';
import { operationRoutes } from './http/operations.ts';
import { webhookRoutes } from './http/webhooks.ts';
import { shortId } from './ids.ts';
import { createConfiguration } from './integrations/configure.ts';
import { createConnections } from './integrations/connections.ts';
import { createIntake } from './integrations/intake.ts';
import { loadManifests } from './integrations/manifest.ts';
import { createDeliveryHandler } from './integrations/process-delivery.ts';
import { providers } from './integrations/registry.ts';
import { createStatus } from './integrations/status.ts';
import { createSqliteQueue } from './jobs/sqlite-queue.ts';
import { createAnnounceHandler } from './notifications/announce.ts';
import { createSubscribe } from './notifications/subscribe.ts';
import { onDeploymentEvent } from './previews/events.ts';
import { createPreviewWork } from './previews/index.ts';
import { createPreviewQueries } from './previews/queries.ts';
import { createRecorder } from './previews/record.ts';
import { createPreviewRequests } from './previews/requests.ts';
import { loadOrCreateKeyFile } from './security/key-file.ts';
import { createOutbound } from './security/outbound.ts';
import type { Redactor } from './security/redact.ts';
import { createVault } from './security/vault.ts';
import { parseKeys } from './security/vault-key.ts';
import { createSlackApp } from './slack/app.ts';
import { createDeliverHandler } from './slack/delivery/deliver.ts';
import { createUndeliverableNotice } from './slack/delivery/undeliverable.ts';
import { openDatabase } from './store/database.ts';
import { openSettings } from './store/settings.ts';

export interface AppOptions {
  config: Config;
  redactor: Redactor;
  log: Logger;
  /** Routes of others to be served beside ours. */
  mount?: Router | undefined;
}

export interface App {
  handler: Express;
  /** Takes up the work; what was under way when the process last ended goes on. */
  start(): Promise<void>;
  /** Not ready from now on; finishes what is running, or leaves it to the next start. */
  stop(): Promise<void>;
}

/** Files that belong to the program, not to the machine's data. */
const ROOT = join(import.meta.dirname, '..');
const STOP_GRACE_MS = 10_000;

/** Builds every part and joins them: here, and nowhere else. */
export async function createApp({ config, redactor, log, mount }: AppOptions): Promise<App> {
  if (!config.slack) throw new ConfigError(['SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET are missing']);
  const now = () => new Date();
  const newId = () => uuidv7();
  const [manifests, policy] = await Promise.all([
    loadManifests(join(ROOT, 'manifests')),
    loadPolicy(config.policyFile),
  ]);
  const currentPolicy = () => policy;

  await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  const database = await openDatabase({ path: join(config.dataDir, 'buildrunner.db') });
  const settings = openSettings({ directory: join(config.dataDir, 'settings') });
  const keys = config.encryptionKey
    ? parseKeys(config.encryptionKey)
    : await loadOrCreateKeyFile(join(config.dataDir, 'vault.key'));
  const vault = createVault({ keys });

  const audit = createAudit({ now, newId });
  const calls = createExternalCallLog({
    audit,
    database,
    onError: (error) => log.error({ err: error }, 'external calls could not be written to the audit log'),
  });
  const outbound = createOutbound({
    allowedHosts: ['slack.com', '*.slack.com', ...[...manifests.values()].flatMap(({ api }) => api.hosts)],
    operatorOrigins: [config.slackApiUrl, ...Object.values(config.apiUrls)].filter(
      (url) => url !== undefined,
    ),
    timeouts: { connectMs: 5_000, headersMs: 30_000, bodyMs: 30_000 },
    maxResponseBytes: 32 * 1024 * 1024,
    now: () => performance.now(),
    onCall(outboundCall) {
      const call = { ...outboundCall, path: redactor.redact(outboundCall.path) };
      log[config.debugIntegrations ? 'info' : 'debug']({ call }, 'external call');
      calls.onCall(call);
    },
  });
  const restoreFetch = outbound.install();

  const gate = createGate({ policy: currentPolicy, audit, database });
  const connections = createConnections({
    settings,
    vault,
    providers,
    manifests,
    apiUrls: config.apiUrls,
    redactor,
  });
  const queue = createSqliteQueue({
    database,
    now,
    newId,
    log,
    jitter: Math.random,
    onDead: (job) => previewWork.onDead(job),
  });
  const record = createRecorder({ queue, audit, now, newId });
  const previewWork = createPreviewWork({ database, queue, connections, record, now });
  const platforms = new Set(
    [...manifests.values()].filter(({ kinds }) => kinds.includes('deployment_platform')).map(({ id }) => id),
  );
  const configuration = createConfiguration({
    database,
    settings,
    vault,
    connections,
    manifests,
    gate,
    audit,
    publicUrl: config.publicUrl,
    now,
    newIntegrationId: () => shortId('int', 10),
    newSecret: () => randomBytes(32).toString('hex'),
  });
  const slack = createSlackApp({
    ...config.slack,
    apiUrl: config.slackApiUrl,
    log,
    rooms: {
      previews: {
        ...createPreviewRequests({
          database,
          settings,
          queue,
          platforms,
          gate,
          audit,
          record,
          now,
          newPreviewId: () => shortId('pv'),
        }),
        ...createPreviewQueries({ database, connections, gate }),
      },
      configuration,
      status: createStatus({ configuration, manifests, database, queue }),
      subscribe: createSubscribe({ settings, database, audit, now, newId }),
      manifests,
      settings,
      gate,
      policy: currentPolicy,
      now,
      newReference: () => shortId('ref'),
      log,
    },
  });
  const { clientFor } = slack;
  const onUndeliverable = createUndeliverableNotice({ database, clientFor, log });

  let stopping = false;
  const readiness = {
    async check() {
      if (stopping) return { ready: false, reason: 'stopping' } as const;
      const answers = await queue.counts().then(
        () => true,
        () => false,
      );
      return answers
        ? ({ ready: true } as const)
        : ({ ready: false, reason: 'the database does not answer' } as const);
    },
  };
  const intake = createIntake({
    database,
    settings,
    vault,
    queue,
    providers,
    manifests,
    webhookSecrets: config.webhookSecrets,
    now,
    newId,
  });
  slack.express.use(operationRoutes(readiness));
  slack.express.use(webhookRoutes({ intake, log }));
  slack.express.use(apiRoutes({ token: config.apiToken, database, settings }));
  if (mount) slack.express.use(mount);

  return {
    handler: slack.express,

    async start() {
      await queue.work({
        ...previewWork.handlers,
        'preview.announce': createAnnounceHandler({ database, settings, queue }),
        'message.deliver': createDeliverHandler({
          database,
          manifests,
          clientFor,
          onUndeliverable,
          now,
          log,
        }),
        'delivery.process': createDeliveryHandler({
          database,
          now,
          events: {
            issue: async () => 'no issue is linked to a microstep yet',
            push: async () => 'no branch is deployed on push yet',
            pull_request: async () => 'no pull request is followed yet',
            deployment: (transaction, source, event) => onDeploymentEvent(queue, transaction, source, event),
          },
        }),
      });
      const resumed = await previewWork.resume();
      if (resumed > 0) log.info({ previews: resumed }, 'previews that were under way go on');
    },

    async stop() {
      stopping = true;
      await queue.stop(STOP_GRACE_MS);
      await calls.flush();
      restoreFetch();
      await outbound.close();
      await database.close();
    },
  };
}
