import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineSections, sentence } from '../../src/slack/blocks.ts';
import { LIMITS } from '../../src/slack/limits.ts';
import { code, escapeMrkdwn, link, truncate } from '../../src/slack/text.ts';
import { hostileText } from './hostile-text.ts';
import { expectSound } from './sound.ts';

const line = fc.integer({ min: 1, max: 600 }).map((length) => 'line '.repeat(120).slice(-length));
const manyLines = fc.array(line, { minLength: 1, maxLength: 60, size: 'max' });
const textOf = (blocks: ReturnType<typeof lineSections>) =>
  blocks.map((block) => block.text?.text ?? '').join('\n');

describe('lineSections', () => {
  it('shows whole lines in their order, and counts those that do not fit', () => {
    fc.assert(
      fc.property(manyLines, fc.integer({ min: 1, max: 3 }), (lines, most) => {
        const blocks = lineSections(lines, most);
        expect(blocks.length).toBeLessThanOrEqual(most);
        const shown = textOf(blocks).split('\n');
        const [, more] = /^_… and (\d+) more_$/.exec(shown.at(-1) ?? '') ?? [];
        const whole = more === undefined ? shown : shown.slice(0, -1);
        expect(whole).toEqual(lines.slice(0, whole.length));
        expect(whole.length + Number(more ?? 0)).toBe(lines.length);
      }),
    );
  });

  it('keeps to what Slack takes, whatever the lines', () => {
    fc.assert(
      fc.property(fc.array(hostileText, { maxLength: 80, size: 'max' }), (lines) => {
        const blocks = lineSections(lines.map((text) => escapeMrkdwn(text) || '–'));
        expectSound({ text: 'A list.', blocks });
      }),
    );
  });
});

describe('text', () => {
  it('becomes a sound sentence, however long', () => {
    fc.assert(fc.property(hostileText, (text) => expectSound(sentence(escapeMrkdwn(text) || '–'))));
  });

  it('in a code span and behind a link stays there', () => {
    fc.assert(
      fc.property(hostileText, fc.oneof(fc.webUrl(), hostileText), (text, url) => {
        expect(code(text)).toMatch(/^(`[^`\n]+`)?$/);
        expect(link(url, text)).toMatch(/^(<https?:[^<>|\s]+\|[^<>|]*>|[^<>|]*)$/);
      }),
    );
  });

  it('leaves a URL out that is too long to stand whole in a section', () => {
    const url = `https://a.example/?${'a&'.repeat(400)}`;
    expect(url.length).toBeLessThan(1000);
    expect(link(url, 'open')).toBe('open');
  });

  it('is shortened without cutting a character or an entity in two', () => {
    const cut = truncate(`${'x'.repeat(LIMITS.sectionText - 3)}&amp;`, LIMITS.sectionText);
    expect(cut).toBe(`${'x'.repeat(LIMITS.sectionText - 3)}…`);
    expect(truncate('ab🚀', 4)).toBe('ab🚀');
    expect(truncate('ab🚀c', 4)).toBe('ab…');
  });
});
