import { join } from 'node:path';
import type { Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import type { Config } from './config.ts';
import { type Audit, createAudit } from './governance/audit.ts';
import { createExternalCallLog } from './governance/external-calls.ts';
import { createGate, type Gate } from './governance/gate.ts';
import { observedAudit } from './governance/observed-audit.ts';
import { createOffer } from './governance/offers.ts';
import { loadPolicy } from './governance/policy-file.ts';
import { createPolicyKeeper, type PolicyKeeper } from './governance/policy-keeper.ts';
import type { Policy } from './governance/policy-schema.ts';
import { shortId } from './ids.ts';
import { type CallLimits, createCallLimits } from './integrations/call-limits.ts';
import { type CircuitBreaker, createCircuitBreaker, type Rest } from './integrations/circuit-breaker.ts';
import { type Connections, createConnections } from './integrations/connections.ts';
import type { ProviderId } from './integrations/contract.ts';
import { createDebugLog, type DebugLog } from './integrations/debug-log.ts';
import { createHealthSigns, type HealthSigns } from './integrations/health-signs.ts';
import { createHouseOutbound } from './integrations/house-outbound.ts';
import type { Manifest } from './integrations/manifest.ts';
import { openVault } from './integrations/open-vault.ts';
import { type LoadProvider, providers } from './integrations/registry.ts';
import type { VendorLimit } from './integrations/vendor-limit.ts';
import type { DeadJob, Queue } from './jobs/job.ts';
import { createSqliteQueue } from './jobs/sqlite-queue.ts';
import { tracedQueue } from './jobs/traced-queue.ts';
import type { OutboundCall } from './security/call-recorder.ts';
import type { Caller } from './security/caller.ts';
import { followKeyFile } from './security/follow-key-file.ts';
import type { Redactor } from './security/redact.ts';
import type { Vault } from './security/vault.ts';
import type { Database } from './store/database.ts';
import { KEY_FILE, openStore } from './store/open-store.ts';
import type { SettingsStore } from './store/settings.ts';

/** A vendor takes so long at most while all is well; a job that waits for longer gives its place to another. */
const PATIENCE = { afterMs: 2_000, most: 24 };

/** What the operator has decided about damage. */
export interface Mend {
  /** Settings that cannot be read are replaced by their last good copy. */
  useLastGood: boolean;
  /** The vault's key is lost for good: what it sealed is to be typed anew. */
  acceptNewKey: boolean;
}

export interface FoundationOptions {
  config: Config;
  manifests: ReadonlyMap<ProviderId, Manifest>;
  redactor: Redactor;
  log: Logger;
  /** Told of each job that is given up. */
  onDead: (job: DeadJob) => Promise<void>;
  /** Told of each request to the outside. */
  onExternalCall: (call: OutboundCall) => void;
  onVendorLimit: (caller: Caller, limit: VendorLimit) => void;
  /** Told when an integration's calls begin to rest, and when they go on. */
  onRest: (caller: Caller, rest: Rest | undefined) => void;
  mend: Mend;
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
  policyKeeper: PolicyKeeper;
  database: Database;
  settings: SettingsStore;
  vault: Vault;
  /** Has this called whenever the key file was given another key. */
  onNewKeys: (listener: () => Promise<void>) => void;
  queue: Queue;
  audit: Audit;
  gate: Gate;
  connections: Connections;
  debugLog: DebugLog;
  callLimits: CallLimits;
  breaker: CircuitBreaker;
  signs: HealthSigns;
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
  onExternalCall,
  onVendorLimit,
  onRest,
  mend,
  now,
}: FoundationOptions): Promise<Foundation> {
  const newId = () => uuidv7();
  const policyKeeper = createPolicyKeeper(config.policyFile, await loadPolicy(config.policyFile));
  const policy = policyKeeper.current;
  const { dataDir } = config;
  const store = await openStore({ dataDir, ...mend, now });
  const { database, settings } = store;
  for (const went of store.wentBack) log.error(went, 'settings were damaged: the last good copy is in force');
  if (mend.acceptNewKey) log.warn('credentials are not tried: those of a lost key have to be typed anew');
  const keyFile = join(dataDir, KEY_FILE);
  const { encryptionKey } = config;
  const opened = openVault({ ...mend, encryptionKey, keyFile, settings });
  const { vault, keys } = await opened.catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  for (const { key } of keys) redactor.remember(key.toString('base64'));
  const keyChanges = encryptionKey ? undefined : followKeyFile(keyFile, { vault, redactor, log });
  const debugLog = createDebugLog({ log, shown: config.debugIntegrations, settings });
  const audit = observedAudit(createAudit({ now, newId }), debugLog.entry);
  const offer = createOffer({ now, newApprovalId: () => shortId('ap') });
  const calls = createExternalCallLog({
    audit,
    database,
    onError: (error) => log.error({ err: error }, 'external calls could not be written to the audit log'),
  });
  const callLimits = createCallLimits({ manifests, policy, onVendorLimit, now });
  const signs = createHealthSigns({ now });
  const breaker = createCircuitBreaker({ onChange: onRest, now });
  const outbound = createHouseOutbound({
    limiter: {
      take: callLimits.take,
      observe(...answer) {
        callLimits.observe(...answer);
        signs.onAnswer(...answer);
      },
    },
    breaker,
    manifests,
    operatorUrls: [config.slackApiUrl, ...Object.values(config.apiUrls)],
    onCall(outboundCall) {
      const call = { ...outboundCall, path: redactor.redact(outboundCall.path) };
      debugLog.call(call);
      calls.onCall(call);
      signs.onCall(call);
      onExternalCall(call);
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
    policy,
    policyKeeper,
    database,
    settings,
    vault,
    onNewKeys: (listener) => keyChanges?.onNewKeys(listener),
    audit,
    debugLog,
    queue: tracedQueue(
      createSqliteQueue({ database, now, newId, log, jitter: Math.random, patience: PATIENCE, onDead }),
    ),
    gate: createGate({ policy, audit, database, offer }),
    callLimits,
    breaker,
    signs,
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
      await store.close();
    },
  };
}
