import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { RequestListener } from 'node:http';
import { readConfig } from '../../../src/config.ts';
import { layFoundation } from '../../../src/foundation.ts';
import { loadManifests, type Manifest } from '../../../src/integrations/manifest.ts';
import { createLogger } from '../../../src/security/log-redaction.ts';
import { createRedactor } from '../../../src/security/redact.ts';
import { listRunnerEvents } from '../../../src/store/runner-events.ts';
import { startLoopbackServer } from '../../security/loopback-server.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** One channel for undici, ours and the one within Node; one for Node's own older client, which nobody should use. */
const CHANNELS = { undici: 'undici:request:create', http: 'http.client.request.start' };

export const CALLER = { workspaceId: 'T1', integrationId: 'int-1' };

/**
 * The house's foundation as the process lays it, with every vendor at one server of the test; and whatever this process
 * sends to anywhere, noted below all SDKs.
 */
export async function openGuardedWorld(answer: RequestListener, limit?: Manifest['rate_limit']) {
  let aheadMs = 0;
  const server = await startLoopbackServer(answer);
  const manifests = await loadManifests('manifests');
  if (limit) for (const [id, manifest] of manifests) manifests.set(id, { ...manifest, rate_limit: limit });
  const environment = Object.fromEntries(
    [...manifests.keys()].map((id) => [`${id.toUpperCase()}_API_URL`, server.origin]),
  );
  const redactor = createRedactor();
  const lines: string[] = [];
  const foundation = await layFoundation({
    config: readConfig({ ...environment, DATA_DIR: await temporaryFolder('guarded') }, [...manifests.keys()]),
    manifests,
    redactor,
    log: createLogger({ level: 'debug', redactor, destination: { write: (line) => void lines.push(line) } }),
    onDead: async () => undefined,
    onExternalCall: () => undefined,
    onVendorLimit: () => undefined,
    onRest: () => undefined,
    mend: { useLastGood: false, acceptNewKey: false },
    now: () => new Date(Date.now() + aheadMs),
  });

  const sent = { undici: 0, http: 0 };
  const onUndici = () => {
    sent.undici += 1;
  };
  const onHttp = () => {
    sent.http += 1;
  };
  subscribe(CHANNELS.undici, onUndici);
  subscribe(CHANNELS.http, onHttp);

  return {
    foundation,
    manifests,
    server,
    sent,
    /** Moves the house's clock on. */
    skip(ms: number): void {
      aheadMs += ms;
    },
    log: () => lines.join(''),
    async audited(): Promise<{ payload: Record<string, unknown>; text: string }[]> {
      const filter = { limit: 1_000, actionPrefix: 'integration.called' };
      const events = await listRunnerEvents(foundation.database.db, CALLER.workspaceId, filter);
      return events.map(({ payload }) => ({ payload: JSON.parse(payload), text: payload }));
    },
    async close() {
      unsubscribe(CHANNELS.undici, onUndici);
      unsubscribe(CHANNELS.http, onHttp);
      await foundation.close();
      await server.close();
    },
  };
}

/** What a person might have typed: every secret is a canary, ways to sign in are the first there is. */
export function typedFor({ id, fields, one_of: ways }: Manifest) {
  const others = new Set(ways?.slice(1).flat());
  const values: Record<string, string> = {};
  const canaries: string[] = [];
  for (const { key, type, placeholder, options } of fields) {
    if (others.has(key)) continue;
    if (type === 'secret') {
      values[key] = `canary-${id}-${key}-5f3a9c71e0`;
      canaries.push(values[key]);
    } else if (type === 'url') values[key] = `https://${id}-customer.example.com`;
    else values[key] = options?.[0]?.value ?? placeholder ?? 'web-app';
  }
  return { values, canaries };
}
