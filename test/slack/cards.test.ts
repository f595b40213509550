import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildLogMessage } from '../../src/slack/cards/build-log.ts';
import { buildLogPage } from '../../src/slack/cards/build-log-page.ts';
import { deliveryList } from '../../src/slack/cards/delivery-list.ts';
import { deploymentMessage } from '../../src/slack/cards/deployment.ts';
import { digestMessage } from '../../src/slack/cards/digest.ts';
import { flatOutcome, outcomeMessage } from '../../src/slack/cards/outcome.ts';
import { postedPreviewCard } from '../../src/slack/cards/posted-preview.ts';
import { previewCard } from '../../src/slack/cards/preview-card.ts';
import { previewNewsLine } from '../../src/slack/cards/preview-news.ts';
import type { Rendered } from '../../src/slack/cards/rendered.ts';
import { pausedMessage, subscribedMessage } from '../../src/slack/cards/subscription.ts';
import { messageView } from '../../src/slack/modals/message-view.ts';
import { code } from '../../src/slack/text.ts';
import type { PreviewState } from '../../src/store/schema.ts';
import { subscription } from '../notifications/subscription.ts';
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
    commit_author: fc.option(hostileText),
    failure: fc.option(hostileText),
    log_excerpt: fc.option(fc.array(hostileText, { maxLength: 40 }).map((lines) => JSON.stringify(lines))),
    url: fc.option(fc.oneof(fc.webUrl(), hostileText)),
    inspect_url: fc.option(fc.oneof(fc.webUrl(), hostileText)),
    pull_request: fc.option(fc.nat()),
    external_id: fc.option(fc.constant('dpl_1')),
  })
  .map(previewRow);

describe('promise 19: cards', () => {
  it('keep to every limit and ping nobody, whatever a preview says', () => {
    fc.assert(
      fc.property(anyPreview, hostileText, (preview, microstep) => {
        expectSound(previewCard(preview, { providerName: 'Vercel', microstep }));
        expectSound(postedPreviewCard(preview, 'Vercel'));
        expectSound(outcomeMessage(preview, 'ready'));
        expectSound(outcomeMessage(preview, 'failed'));
        expectSound(outcomeMessage(preview, 'expiring'));
        expectSound(outcomeMessage(preview, 'not_removed'));
        expectSound(outcomeMessage(preview, 'replaced'));
        expectSound(flatOutcome(preview, 'failed'));
        const entries = (['ready', 'failed'] as const).map((kind) => {
          const told = previewNewsLine(preview, { kind, attempt: preview.attempt }, 'Vercel');
          return { at: AT, isFailure: kind === 'failed', told };
        });
        expectSound(digestMessage(entries, 'digest'));
      }),
    );
  });

  it('tell of a night in which everything went wrong: whole lines, and how many more', () => {
    const told = `:x: ${code('x'.repeat(80))} *failed* on Vercel · ${'y'.repeat(200)}`;
    const entries = Array.from({ length: 300 }, () => ({ at: AT, isFailure: true, told }));
    const message = digestMessage(entries, 'quiet');
    expectSound(message);
    const shown = JSON.stringify(message.blocks);
    const [, more] = /… and (\d+) more/.exec(shown) ?? [];
    expect(shown.split('*failed*').length - 1 + Number(more)).toBe(300);
  });

  it('tell of any production deployment', () => {
    const anyUrl = fc.oneof(fc.webUrl(), hostileText);
    const anyReport = fc.record(
      {
        externalId: fc.constant('dpl_1'),
        state: fc.constantFrom('ready' as const, 'failed' as const),
        branch: hostileText,
        commit: fc.record({ sha: hostileText, message: hostileText, author: hostileText }),
        url: anyUrl,
        inspectUrl: anyUrl,
        error: hostileText,
      },
      { requiredKeys: ['externalId', 'state'] },
    );
    fc.assert(
      fc.property(anyReport, (report) => {
        expectSound(deploymentMessage(report, 'Vercel'));
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

  it('show all of any build log, page by page, nothing twice', () => {
    fc.assert(
      fc.property(anyPreview, fc.array(hostileText, { maxLength: 60 }), (preview, hostile) => {
        const lines = hostile.flatMap((line) => [line, line.repeat(40).slice(0, 2_000)]);
        const message = buildLogPage(preview, lines, Number.MAX_SAFE_INTEGER);
        expectSound(message);
        expectSoundView(messageView('Build log', message), 'modal');
      }),
    );
    const numbered = Array.from({ length: 3_000 }, (_, line) => `<${line}> ${'x'.repeat(line % 90)}`);
    const shown: string[] = [];
    const pageCount = Number(/of (\d+)\./.exec(buildLogPage(previewRow(), numbered, 0).text)?.[1]);
    for (let page = 0; page < pageCount; page += 1) {
      const { blocks } = buildLogPage(previewRow(), numbered, page);
      shown.push(...[...JSON.stringify(blocks).matchAll(/&lt;(\d+)&gt;/g)].map(([, line = '']) => line));
    }
    expect(pageCount).toBeGreaterThan(3);
    expect(shown).toEqual(numbered.map((_, line) => String(line)));
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
});

describe('promise 19: cards of subscriptions', () => {
  it('are sound, whatever branch or reason they name', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const paused = { reason: text || 'x', at: AT };
        const mine = subscription('C1', ['all'], { branch: text, paused });
        expectSound(subscribedMessage(Array.from({ length: 25 }, () => mine)));
        expectSound(pausedMessage('C1', text));
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
