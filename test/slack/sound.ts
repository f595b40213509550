import { expect } from 'vitest';
import { messageBlockErrors } from '../../src/sandbox/slack/block-kit/validate.ts';
import { viewErrors } from '../../src/sandbox/slack/block-kit/view.ts';
import { sentence } from '../../src/slack/blocks.ts';
import type { Rendered } from '../../src/slack/cards/rendered.ts';
import { LIMITS } from '../../src/slack/limits.ts';

/** That Slack takes a message, and that nothing in it does what we did not mean, whoever wrote its words. */
export function expectSound(message: Rendered | string): void {
  const { text, blocks } = typeof message === 'string' ? sentence(message) : message;
  expect(messageBlockErrors(blocks)).toEqual([]);
  expect(text.length).toBeGreaterThan(0);
  expect(text.length).toBeLessThanOrEqual(LIMITS.messageText);
  expectHarmless({ text, blocks });
}

/** The same of a modal or of Home. */
export function expectSoundView(view: { type: string }, kind: 'modal' | 'home'): void {
  expect(viewErrors(view, kind)).toEqual([]);
  expectHarmless(view);
}

/** That nobody is pinged but whom we mean, no link leads elsewhere, and no unseen mark turns the words around. */
export function expectHarmless(content: unknown): void {
  const json = JSON.stringify(content);
  expect(strangeReferences(json)).toEqual([]);
  expect(json).not.toContain('<https://evil.example|');
  expect(json).not.toMatch(/\p{Cf}/u);
  const markup = json.match(/\{"type":"mrkdwn"[^{}]*\}/g) ?? [];
  expect(markup.filter((object) => !object.includes('"verbatim":true'))).toEqual([]);
}

const MEANT: readonly string[] = ['<@U1>', '<#C1>'];

/** What Slack would take for a mention, apart from those we mean: of who asked, where that was, and dates. */
function strangeReferences(json: string): string[] {
  const found = json.match(/<[!@#][^>]*>/g) ?? [];
  return found.filter((reference) => !MEANT.includes(reference) && !reference.startsWith('<!date^'));
}
