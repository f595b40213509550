import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import type { Config } from './config.ts';
import { type Audit, createAudit } from './governance/audit.ts';
import { createExternalCallLog } from './governance/external-calls.ts';
import { createGate, type Gate } from './governance/gate.ts';
import { loadPolicy } from './governance/policy-file.ts';
import type { Policy } from './governance/policy-schema.ts';
import { type CallLimits, createCallLimits } from './integrations/call-limits.ts';
import { type Connections, createConnections } from './integrations/connections.ts';
import type { ProviderId } from './integrations/contract.ts';
import type { Manifest } from './integrations/manifest.ts';
import { type LoadProvider, providers } from './integrations/registry.ts';
import type { DeadJob, Queue } from './jobs/job.ts';
import { createSqliteQueue } from './jobs/sqlite-queue.ts';
import { followKeyFile } from './security/follow-key-file.ts';
import { loadOrCreateKeyFile } from './security/key-file.ts';
import { createOutbound } from './security/outbound.ts';
import type { Redactor } from './security/redact.ts';
import { createVault, type Vault } from './security/vault.ts';
import { parseKeys } from './security/vault-key.ts';
import { lockDataDir } from './store/data-dir-lock.ts';
import { type Database, openDatabase } from './store/database.ts';
import { openSettings, type SettingsStore } from './store/settings.ts';

export interface FoundationOptions {
  config: Config;
  manifests: ReadonlyMap<ProviderId, Manifest>;
  redactor: Redactor;
  log: Logger;
  /** Told of each job that is given up. */
  onDead: (job: DeadJob) => Promise<void>;
  now: () => Date;
}

/** What everything else stands on, under the names by which the parts ask for it. */
export interface Foundation {
  now: () => Date;
  newId: () => string;
  log: Logger;
  redactor: Redactor;
  manifests: ReadonlyMap<ProviderId, Manifest>;
  providers: ReadonlyMap<ProviderId, LoadProvider>;
  policy: () => Policy;
  database: Database;
  settings: SettingsStore;
  vault: Vault;
  /** Has this called whenever the key file was given another key. */
  onNewKeys: (listener: () => Promise<void>) => void;
  queue: Queue;
  audit: Audit;
  gate: Gate;
  connections: Connections;
  callLimits: CallLimits;
  /** Call it when the work is done: it writes what is still gathered and breaks off what still runs. */
  close(): Promise<void>;
}

/** Opens what is kept, and builds the parts that know nothing of previews, notifications or Slack. */
export async function layFoundation({
  config,
  manifests,
  redactor,
  log,
  onDead,
  now,
}: FoundationOptions): Promise<Foundation> {
  const newId = () => uuidv7();
  const policy = await loadPolicy(config.policyFile);
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  const unlock = lockDataDir(config.dataDir);
  const database = await openDatabase({ path: join(config.dataDir, 'buildrunner.db') });
  const settings = openSettings({ directory: join(config.dataDir, 'settings') });
  const keyFile = join(config.dataDir, 'vault.key');
  const keys = config.encryptionKey ? parseKeys(config.encryptionKey) : await loadOrCreateKeyFile(keyFile);
  for (const { key } of keys) redactor.remember(key.toString('base64'));
  const vault = createVault({ keys });
  const keyChanges = config.encryptionKey ? undefined : followKeyFile(keyFile, { vault, redactor, log });
  const audit = createAudit({ now, newId });
  const calls = createExternalCallLog({
    audit,
    database,
    onError: (error) => log.error({ err: error }, 'external calls could not be written to the audit log'),
  });
  const callLimits = createCallLimits({ manifests, now });
  const outbound = createOutbound({
    limiter: callLimits,
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
  const { apiUrls } = config;

  return {
    now,
    newId,
    log,
    redactor,
    manifests,
    providers,
    policy: () => policy,
    database,
    settings,
    vault,
    onNewKeys: (listener) => keyChanges?.onNewKeys(listener),
    audit,
    queue: createSqliteQueue({ database, now, newId, log, jitter: Math.random, onDead }),
    gate: createGate({ policy: () => policy, audit, database }),
    callLimits,
    connections: createConnections({
      settings,
      vault,
      providers,
      manifests,
      apiUrls,
      redactor,
      audited: calls.written,
    }),
    async close() {
      keyChanges?.stop();
      await calls.written();
      restoreFetch();
      await outbound.close();
      await database.close();
      unlock();
    },
  };
}
