import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createAudit } from '../../src/governance/audit.ts';
import { type Actor, createGate } from '../../src/governance/gate.ts';
import { policySchema } from '../../src/governance/policy-schema.ts';
import { createConfiguration } from '../../src/integrations/configure.ts';
import { createConnections } from '../../src/integrations/connections.ts';
import type { ConnectedProvider, NormalizedDelivery, Provider } from '../../src/integrations/contract.ts';
import { createDisconnect } from '../../src/integrations/disconnect.ts';
import { NotUnderstood } from '../../src/integrations/errors.ts';
import { createIntake } from '../../src/integrations/intake.ts';
import { loadManifests } from '../../src/integrations/manifest.ts';
import { createDeliveryStore } from '../../src/integrations/store-delivery.ts';
import type { Job, Queue } from '../../src/jobs/job.ts';
import { hmacHex, verifyHmacHeader } from '../../src/security/signatures.ts';
import { createVault } from '../../src/security/vault.ts';
import { parseKey } from '../../src/security/vault-key.ts';
import { openSettings } from '../../src/store/settings.ts';
import { engines } from '../support/engines.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

export const ADMIN: Actor = { workspaceId: 'T1', userId: 'U1', role: 'admin' };
export const TYPED = { token: 'vercel_token_1234567890', team_id: '', project_name: 'web-app' };

/** Configuration and intake as they are, with a provider in memory and jobs that are only noted. */
export async function openIntakeWorld() {
  const now = () => new Date('2026-01-05T10:00:00.000Z');
  let counter = 0;
  const newId = () => {
    counter += 1;
    return `id-${counter}`;
  };
  const [engine] = engines;
  if (!engine) throw new Error('no engine');
  const database = await engine.open();
  const settings = openSettings({ directory: join(await temporaryFolder('intake'), 'settings') });
  const jobs: Job[] = [];
  const queue = { enqueue: async (_transaction, job) => void jobs.push(job) } as Pick<
    Queue,
    'enqueue'
  > as Queue;
  const vendor = {
    registrations: new Map<string, { url: string; secret: string }>(),
    failTest: undefined as Error | undefined,
    failRegister: undefined as Error | undefined,
    failRemove: undefined as Error | undefined,
    /** What happens elsewhere while a connection is tested. */
    duringTest: async () => {},
  };
  const connected: ConnectedProvider = {
    async test() {
      await vendor.duringTest();
      if (vendor.failTest) throw vendor.failTest;
      return { summary: 'Connected.', details: [] };
    },
    webhooks: {
      async register(url) {
        if (vendor.failRegister) throw vendor.failRegister;
        const id = newId();
        vendor.registrations.set(id, { url, secret: `secret-of-${id}` });
        return { id, secret: `secret-of-${id}` };
      },
      async remove(id) {
        if (vendor.failRemove) throw vendor.failRemove;
        vendor.registrations.delete(id);
      },
    },
  };
  const provider: Provider = {
    webhook: {
      verify: ({ headers, body }, secrets) =>
        verifyHmacHeader({
          header: 'x-signature',
          value: headers['x-signature'],
          body,
          secrets,
          algorithms: ['sha256'],
        }),
      normalize({ body }): NormalizedDelivery {
        const parsed = JSON.parse(body.toString());
        if (parsed.nonsense) throw new NotUnderstood('not what this vendor sends');
        const { id: deliveryId, type } = parsed;
        if (type === 'unused') return { deliveryId, type, events: [], ignored: 'event type not used' };
        const event = { kind: 'deployment', externalId: 'dpl_1', state: 'ready', target: 'preview' } as const;
        return { deliveryId, type, events: [event] };
      },
    },
    connect: async () => connected,
  };
  const manifests = await loadManifests('manifests');
  const providers = new Map([['vercel', async () => provider]]);
  const vault = createVault({ keys: [parseKey(randomBytes(32).toString('base64'))] });
  const redactor = { remember: () => undefined };
  const audit = createAudit({ now, newId });
  const policy = policySchema.parse({});
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined } as never;
  const connections = createConnections({ settings, vault, providers, manifests, apiUrls: {}, redactor });
  const base = {
    database,
    settings,
    queue,
    vault,
    providers,
    manifests,
    redactor,
    log,
    audit,
    now,
    newId,
    connections,
    store: createDeliveryStore({ database, queue }),
  };
  const gate = createGate({ policy: () => policy, audit, database });
  const configurationWith = (publicUrl: string | undefined) =>
    createConfiguration({
      ...base,
      gate,
      publicUrl,
      newIntegrationId: () => `int-${newId()}`,
      newSecret: () => 'proposed',
    });
  return {
    database,
    settings,
    jobs,
    /** May be changed, as by a file that was edited. */
    policy,
    vendor,
    connections,
    configurationWith,
    configuration: configurationWith('https://buildrunner.acme.example'),
    disconnect: createDisconnect({ ...base, gate }),
    intakeWith: (webhookSecrets: Record<string, string[]>, replaced: Partial<typeof base> = {}) =>
      createIntake({ ...base, ...replaced, webhookSecrets }),
    intake: createIntake({ ...base, webhookSecrets: {} }),
    signed(body: object, secret: string) {
      return this.signedBytes(JSON.stringify(body), secret);
    },
    signedBytes(body: string, secret: string) {
      const bytes = Buffer.from(body);
      return { headers: { 'x-signature': hmacHex('sha256', secret, bytes) }, body: bytes };
    },
    close: () => database.close(),
  };
}

export type IntakeWorld = Awaited<ReturnType<typeof openIntakeWorld>>;
