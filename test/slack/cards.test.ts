import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildLogMessage } from '../../src/slack/cards/build-log.ts';
import { deliveryList } from '../../src/slack/cards/delivery-list.ts';
import { outcomeMessage } from '../../src/slack/cards/outcome.ts';
import { previewCard } from '../../src/slack/cards/preview-card.ts';
import type { Rendered } from '../../src/slack/cards/rendered.ts';
import { homeView } from '../../src/slack/home/home-view.ts';
import { messageView } from '../../src/slack/modals/message-view.ts';
import type { PreviewState } from '../../src/store/schema.ts';
import { previewRow } from '../previews/preview-row.ts';
import { deliveryRow } from '../store/rows.ts';
import { hostileText } from './hostile-text.ts';
import { expectSound, expectSoundView } from './sound.ts';

const states: PreviewState[] = [
  'requested',
  'queued',
  'building',
  'ready',
  'failed',
  'cancelled',
  'expiring',
  'expired',
];

const AT = '2026-01-05T10:00:00.000Z';

const anyPreview = fc
  .record({
    state: fc.constantFrom(...states),
    branch: hostileText,
    commit_message: fc.option(hostileText),
    commit_sha: fc.option(hostileText),
    failure: fc.option(hostileText),
    log_excerpt: fc.option(fc.array(hostileText, { maxLength: 40 }).map((lines) => JSON.stringify(lines))),
    url: fc.option(fc.oneof(fc.webUrl(), hostileText)),
    inspect_url: fc.option(fc.oneof(fc.webUrl(), hostileText)),
    microstep_id: fc.option(hostileText),
    pull_request: fc.option(fc.nat()),
    external_id: fc.option(fc.constant('dpl_1')),
  })
  .map(previewRow);

describe('cards', () => {
  it('keep to every limit and ping nobody, whatever a preview says', () => {
    fc.assert(
      fc.property(anyPreview, (preview) => {
        expectSound(previewCard(preview, { providerName: 'Vercel' }));
        expectSound(outcomeMessage(preview, 'ready'));
        expectSound(outcomeMessage(preview, 'failed'));
      }),
    );
  });

  it('show any build log', () => {
    fc.assert(
      fc.property(anyPreview, fc.array(hostileText, { maxLength: 30 }), (preview, lines) => {
        const log = { lines, started: lines.length > 0, truncated: false, lineCount: lines.length };
        const message = buildLogMessage(preview, log);
        expectSound(message);
        expectSoundView(messageView('Build log', message), 'modal');
      }),
    );
  });

  it('show any list of webhook deliveries', () => {
    const anyDelivery = fc
      .record({ type: hostileText, reason: fc.option(hostileText), provider: hostileText })
      .map(deliveryRow);
    fc.assert(
      fc.property(fc.array(anyDelivery, { minLength: 1, maxLength: 15 }), (deliveries) => {
        expectSound(deliveryList(deliveries));
      }),
    );
  });

  it('show any list of previews at home, and how any integration stands', () => {
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
      credentials: fc.option(fc.record({ since: fc.constant(AT), isDue: fc.boolean() }), { nil: undefined }),
    });
    const some = fc.array(anyIntegration, { maxLength: 6 });
    fc.assert(
      fc.property(fc.array(anyPreview, { maxLength: 10 }), some, (previews, integrations) => {
        const status = { integrations, queue: { ready: 0, running: 0, dead: 0 } };
        expectSoundView(homeView({ previews, status }), 'home');
      }),
    );
  });
});

describe('previewCard', () => {
  const card = (changes: Parameters<typeof previewRow>[0]) =>
    previewCard(previewRow(changes), { providerName: 'Vercel' });
  const buttons = (message: Rendered) =>
    [...JSON.stringify(message).matchAll(/"action_id":"preview:([a-z]+)"/g)].map(([, id]) => id);

  it.each<[PreviewState, string[]]>([
    ['requested', ['cancel']],
    ['building', ['cancel']],
    ['ready', ['open', 'logs', 'redeploy', 'qa', 'extend', 'expire']],
    ['expiring', ['extend', 'keep', 'logs']],
    ['failed', ['logs', 'redeploy']],
    ['cancelled', ['logs', 'redeploy']],
  ])('offers what can be done while %s', (state, expected) => {
    const preview = {
      state,
      external_id: 'dpl_1',
      url: 'https://x.example',
      expires_at: '2026-01-12T10:00:00.000Z',
    };
    expect(buttons(card(preview))).toEqual(expected);
  });

  it('says in a full sentence how it stands', () => {
    expect(card({ state: 'building' }).text).toBe('Building: preview of feature/login on Vercel.');
    expect(card({ state: 'ready', url: 'https://x.example' }).text).toBe(
      'Ready: preview of feature/login on Vercel. https://x.example',
    );
  });

  it('tells a build that never started from one that broke', () => {
    expect(JSON.stringify(card({ state: 'failed' }))).toContain('The build never started.');
    const broke = card({ state: 'failed', log_excerpt: '["error TS2322: no"]' });
    expect(JSON.stringify(broke)).toContain('error TS2322: no');
  });
});
