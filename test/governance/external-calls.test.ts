import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Audit } from '../../src/governance/audit.ts';
import { createExternalCallLog } from '../../src/governance/external-calls.ts';
import { observedAudit } from '../../src/governance/observed-audit.ts';
import { tracing } from '../../src/security/trace.ts';
import { listRunnerEvents } from '../../src/store/runner-events.ts';
import { type AuditWorld, openAuditWorld } from './audit-world.ts';

const CALLER = { workspaceId: 'T1', integrationId: 'int-1', provider: 'vercel' };

let world: AuditWorld;
let errors: unknown[];
let failing: boolean;
beforeEach(async () => {
  world = await openAuditWorld();
  errors = [];
  failing = false;
});
afterEach(() => world.close());

function openLog() {
  const audit: Audit = {
    async record(executor, ...entries) {
      if (failing) throw new Error('disk full');
      await world.audit.record(executor, ...entries);
    },
  };
  const onError = (error: unknown) => errors.push(error);
  const log = createExternalCallLog({ audit, database: world.database, onError });
  const call = (path: string, caller?: typeof CALLER) =>
    log.onCall({
      method: 'GET',
      origin: 'https://api.vercel.com',
      path,
      status: 200,
      durationMs: 12,
      bytes: 3,
      ...(caller && { caller }),
    });
  return { ...log, call };
}

const paths = async () =>
  (await listRunnerEvents(world.database.db, 'T1', { limit: 1000, actionPrefix: 'integration.called' }))
    .map(({ payload }) => JSON.parse(payload).path)
    .reverse();

describe('promise 23: the audit log covers external calls', () => {
  it('says of no call that it goes back to the delivery of whoever writes it down', async () => {
    const audit = observedAudit(world.audit, () => undefined);
    const log = createExternalCallLog({
      audit,
      database: world.database,
      onError: (error) => errors.push(error),
    });
    const call = {
      caller: CALLER,
      method: 'GET',
      origin: 'https://x.example',
      path: '/',
      durationMs: 1,
      bytes: 0,
    };
    await tracing({ deliveryId: 'd-1' }, async () => {
      log.onCall(call);
      log.onCall({ ...call, deliveryId: 'd-2' });
      await log.written();
    });
    const events = await listRunnerEvents(world.database.db, 'T1', { limit: 10 });
    const deliveries = events.map(({ payload }) => JSON.parse(payload).deliveryId);
    expect(new Set(deliveries)).toEqual(new Set([undefined, 'd-2']));
    expect(errors).toEqual([]);
  });

  it('has a call in the log once it says so', async () => {
    const log = openLog();
    log.call('/v2/user', CALLER);
    await log.written();
    const [event] = await listRunnerEvents(world.database.db, 'T1', { limit: 1 });
    expect(event).toMatchObject({ actor: 'system', action: 'integration.called' });
    expect(JSON.parse(event!.payload)).toEqual({
      integration: 'int-1',
      provider: 'vercel',
      method: 'GET',
      origin: 'https://api.vercel.com',
      path: '/v2/user',
      status: 200,
      durationMs: 12,
      bytes: 3,
    });
  });

  it('writes without being asked, before anything that is committed after it', async () => {
    const log = openLog();
    log.call('/a', CALLER);
    await Promise.resolve();
    await world.database.transaction(async () => undefined);
    expect(await paths()).toEqual(['/a']);
  });

  it('writes in order what ends while it writes, in few transactions', async () => {
    const log = openLog();
    let commits = 0;
    world.database.onCommit(() => {
      commits += 1;
    });
    log.call('/first', CALLER);
    for (let i = 0; i < 1_200; i += 1) log.call(`/${i}`, CALLER);
    await log.written();
    expect(await paths()).toHaveLength(1_000);
    expect(await world.verify()).toMatchObject({ ok: true, events: 1_201 });
    expect(commits).toBeLessThanOrEqual(2);
  });

  it('keeps what could not be written, tells of it, and writes it with the next call', async () => {
    const log = openLog();
    failing = true;
    log.call('/lost', CALLER);
    await log.written();
    expect(errors).toHaveLength(1);
    failing = false;
    log.call('/next', CALLER);
    await log.written();
    expect(await paths()).toEqual(['/lost', '/next']);
  });

  it('leaves out what was called for nobody: Slack’s own traffic', async () => {
    const log = openLog();
    log.call('/api/chat.postMessage');
    await log.written();
    expect(await world.verify()).toMatchObject({ ok: true, events: 0 });
  });
});
