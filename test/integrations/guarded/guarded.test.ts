import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ProviderError } from '../../../src/integrations/errors.ts';
import { loadManifests } from '../../../src/integrations/manifest.ts';
import { providers } from '../../../src/integrations/registry.ts';
import { vocabularyOf } from '../../../src/integrations/vocabulary.ts';
import { callingAs } from '../../../src/security/caller.ts';
import { guard } from '../../security/outbound-bench.ts';
import { callEverything } from './every-call.ts';
import { CALLER, openGuardedWorld, typedFor } from './guarded-world.ts';

const manifests = await loadManifests('manifests');

/** Everything of the registry: a provider that is added there is held to this without another word. */
describe.each([...providers.keys()])('every request to %s', (id) => {
  const manifest = manifests.get(id)!;
  const { values, canaries } = typedFor(manifest);
  const ownUrls = Object.values(values).filter((value) => URL.canParse(value));
  let world: Awaited<ReturnType<typeof openGuardedWorld>>;
  let opened: typeof world | undefined;
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });

  const connect = (work = callEverything) =>
    world.foundation.connections.withValues(
      { ...CALLER, provider: id },
      { values, statusOverrides: {} },
      work,
    );

  describe('to where the operator said', () => {
    beforeEach(async () => {
      opened = world = await openGuardedWorld((_request, response) => {
        const headers = { 'content-type': 'application/json', 'x-ratelimit-remaining': '41' };
        response.writeHead(200, headers).end('{}');
      });
      await connect();
    });

    it('goes through the guard, and no other way out is used', async () => {
      expect(world.server.requests.length).toBeGreaterThan(0);
      expect(world.sent).toEqual({ undici: world.server.requests.length, http: 0 });
      expect(await world.audited()).toHaveLength(world.server.requests.length);
    });

    it('stands in the audit log, under its integration, as soon as its answer is known', async () => {
      for (const { payload } of await world.audited()) {
        expect(payload).toMatchObject({ provider: id, integration: 'int-1', origin: world.server.origin });
        expect(payload).toMatchObject({ status: 200, method: expect.any(String), path: expect.any(String) });
      }
    });

    it('counts against its allowance, and the vendor’s count is noted', async () => {
      const standing = await world.foundation.callLimits.standing({ ...CALLER, provider: id });
      const { requests } = manifest.rate_limit;
      expect(standing).toMatchObject({
        left: requests - world.server.requests.length,
        vendor: { remaining: 41 },
      });
    });

    it('leaves no secret in the log or the audit log', async () => {
      const written = world.log() + (await world.audited()).map(({ text }) => text).join('');
      expect(written).toContain('external call');
      expect(canaries.length).toBeGreaterThan(0);
      for (const canary of canaries) expect(written).not.toContain(canary);
    });
  });

  it('waits where the allowance is used up: nothing is sent, and the job is to be put off', async () => {
    const limit = { requests: 1, window_seconds: 600, scope: 'for the test' };
    opened = world = await openGuardedWorld((_request, response) => response.end('{}'), limit);
    await connect();
    expect(world.server.requests).toHaveLength(1);
    const failure = await connect(async (connected) => {
      await connected.test();
    }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ProviderError);
    expect(failure).toMatchObject({ code: 'rate_limited', retryable: true });
    const { delayMs } = failure as ProviderError;
    expect(delayMs).toBeGreaterThan(500_000);
    expect(delayMs).toBeLessThanOrEqual(600_000);
    expect(world.server.requests).toHaveLength(1);
  });

  /** As the guard is set up by the manifests, with a name server of the test. */
  async function refusals(baseUrl: string): Promise<(string | undefined)[]> {
    const outbound = guard({
      allowedHosts: [...manifests.values()].flatMap(({ api }) => api.hosts),
      lookup: async () => [{ address: '127.0.0.1', family: 4 }],
    });
    const provider = await providers.get(id)!();
    const caller = { ...CALLER, provider: id, hosts: ownUrls.map(hostOf) };
    await callingAs(caller, async () => {
      await callEverything(
        await provider.connect({ values, baseUrl, vocabulary: vocabularyOf(manifest, {}) }),
      );
    });
    expect(outbound.calls.length).toBeGreaterThan(0);
    return [...new Set(outbound.calls.map(({ error }) => error))];
  }

  it('is refused to a host that the manifest does not name', async () => {
    expect(await refusals('https://api.evil.example')).toEqual(['BLOCKED_HOST']);
  });

  it('is refused where the vendor’s own name leads to this machine', async () => {
    expect(await refusals(manifest.api.base_url ?? ownUrls[0] ?? '')).toEqual(['BLOCKED_ADDRESS']);
  });
});

function hostOf(url: string): string {
  return new URL(url).hostname;
}
