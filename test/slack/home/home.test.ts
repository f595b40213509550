import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IntegrationStatus } from '../../../src/integrations/status.ts';
import { analyticsBlocks } from '../../../src/slack/home/analytics.ts';
import { homeView } from '../../../src/slack/home/home-view.ts';
import { integrationCards } from '../../../src/slack/home/integration-cards.ts';
import { myWorkBlocks } from '../../../src/slack/home/my-work.ts';
import { subscriptionBlocks } from '../../../src/slack/home/subscriptions.ts';
import type { Trouble } from '../../../src/store/health-schema.ts';
import { subscription } from '../../notifications/subscription.ts';
import { previewRow } from '../../previews/preview-row.ts';
import { microstepRow, syncRunRow } from '../../store/rows.ts';
import { hostileText } from '../hostile-text.ts';
import { expectSoundView } from '../sound.ts';

const AT = '2026-01-05T10:00:00.000Z';
const RIGHTS = { configure: true, disconnect: true, test: true, sync: true };
const NONE = { configure: false, disconnect: false, test: false, sync: false };
const TRACKERS = new Set(['github']);

const anyIntegration = fc.record({
  provider: fc.constant('vercel'),
  name: fc.constant('Vercel'),
  state: fc.constantFrom('healthy' as const, 'failing' as const, 'not_configured' as const),
  lastTest: fc.option(fc.record({ at: fc.constant(AT), ok: fc.boolean(), summary: hostileText }), {
    nil: undefined,
  }),
  webhookUrl: fc.option(fc.webUrl(), { nil: undefined }),
  lastWebhookAt: fc.option(fc.constant(AT), { nil: undefined }),
  allowance: fc.option(
    fc.record({
      requests: fc.constant(100),
      windowSeconds: fc.constant(60),
      left: fc.nat(),
      vendor: fc.option(
        fc.record({
          limit: fc.option(fc.nat(), { nil: undefined }),
          remaining: fc.nat(),
          resetAt: fc.option(fc.constant(AT), { nil: undefined }),
        }),
        { nil: undefined },
      ),
      restsUntil: fc.option(fc.constant(AT), { nil: undefined }),
    }),
    { nil: undefined },
  ),
  trouble: fc.option(
    fc.record({ trouble: fc.constantFrom<Trouble>('refused', 'silent'), since: fc.constant(AT) }),
    { nil: undefined },
  ),
  rest: fc.option(fc.record({ since: fc.constant(AT), until: fc.constant(AT), failures: fc.nat() }), {
    nil: undefined,
  }),
  credentials: fc.option(fc.record({ since: fc.constant(AT), isDue: fc.boolean() }), { nil: undefined }),
});

const healthy: IntegrationStatus = {
  provider: 'github',
  name: 'GitHub',
  state: 'healthy',
  lastTest: undefined,
  webhookUrl: undefined,
  lastWebhookAt: undefined,
  credentials: undefined,
  allowance: undefined,
  rest: undefined,
  trouble: undefined,
};
const none = { day: new Map(), week: new Map() };
const queue = { ready: 0, running: 0, dead: 0 };
const actionsIn = (blocks: readonly object[]) =>
  [...JSON.stringify(blocks).matchAll(/"action_id":"([^"]+)"/g)].map(([, id]) => id);

describe('Home', () => {
  it('promise 19: is sound, whatever stands in it', () => {
    const anything = [fc.array(anyIntegration, { maxLength: 6 }), hostileText, fc.nat(40)] as const;
    fc.assert(
      fc.property(...anything, (some, text, count) => {
        const integrations = some.map((each, index) => ({ ...each, provider: `vendor${index}` }));
        const previews = Array.from({ length: count }, () => previewRow({ branch: text }));
        const microsteps = Array.from({ length: count }, () => microstepRow({ title: text }));
        const syncs = [syncRunRow({ state: 'failed', error: text }), syncRunRow()];
        const parts = [
          myWorkBlocks({ userId: 'U1', microsteps, previews, mayDeploy: true }),
          integrationCards(integrations, RIGHTS, TRACKERS),
          subscriptionBlocks(Array.from({ length: 25 }, () => subscription('C1', ['all'], { branch: text }))),
          analyticsBlocks({ deliveries: none, queue, syncs }),
        ];
        expectSoundView(homeView(parts), 'home');
      }),
    );
  });

  it('offers what a person may do, and nothing else', () => {
    const unknown = { ...healthy, state: 'not_configured' } as const;
    expect(actionsIn(integrationCards([healthy], RIGHTS, TRACKERS))).toEqual([
      'integration:configure',
      'integration:test',
      'integration:sync',
      'integration:disconnect',
    ]);
    expect(actionsIn(integrationCards([unknown], RIGHTS, TRACKERS))).toEqual(['integration:configure']);
    expect(actionsIn(integrationCards([healthy], NONE, TRACKERS))).toEqual([]);
    expect(actionsIn(integrationCards([healthy], RIGHTS, new Set()))).not.toContain('integration:sync');
    const work = { userId: 'U1', microsteps: [], previews: [] };
    expect(actionsIn(myWorkBlocks({ ...work, mayDeploy: false }))).toEqual([]);
  });

  it('tells a person’s previews from those of others', () => {
    const previews = [
      previewRow({ id: 'pv-1', requested_by: 'U1' }),
      previewRow({ id: 'pv-2', requested_by: 'auto' }),
    ];
    const shown = JSON.stringify(myWorkBlocks({ userId: 'U1', microsteps: [], previews, mayDeploy: true }));
    expect(shown).toMatch(/\*Mine\*.*pv-1.*\*Of others\*.*pv-2/);
  });

  it('counts deliveries in words and bars, the longest for the most', () => {
    const day = new Map([
      ['done', 40],
      ['dead', 1],
    ] as const);
    const shown = JSON.stringify(analyticsBlocks({ deliveries: { day, week: day }, queue, syncs: [] }));
    expect(shown).toContain(`${'▇'.repeat(20)} 40 acted on\\n▇ 1 given up`);
    expect(JSON.stringify(analyticsBlocks({ deliveries: none, queue, syncs: [] }))).toContain('_None._');
  });
});
