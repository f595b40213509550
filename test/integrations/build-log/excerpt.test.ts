import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { excerptBuildLog } from '../../../src/integrations/build-log/excerpt.ts';
import { FRAMEWORKS } from './samples/frameworks.ts';
import { INSTALLING } from './samples/installing.ts';
import { JAVASCRIPT } from './samples/javascript.ts';
import { OTHERS } from './samples/others.ts';

const SAMPLES = [...INSTALLING, ...JAVASCRIPT, ...FRAMEWORKS, ...OTHERS];

const lines = (count: number, text = 'working') => Array.from({ length: count }, (_, n) => `${text} ${n}`);

describe('the first real error', () => {
  test.each(SAMPLES)('$tool', ({ log, starts, shows, hides }) => {
    const excerpt = excerptBuildLog(log.split('\n'));
    expect(excerpt.lines[0]).toBe(starts);
    expect(excerpt.lines).toEqual(expect.arrayContaining(shows));
    for (const hidden of hides) expect(excerpt.lines.join('\n')).not.toContain(hidden);
  });

  test.each(SAMPLES)('$tool, in the middle of a long log', ({ log, shows }) => {
    const excerpt = excerptBuildLog([...lines(500), ...log.split('\n'), ...lines(500, 'uploading')]);
    expect(excerpt.lines).toEqual(expect.arrayContaining(shows));
    expect(excerpt.truncated).toBe(true);
  });

  test('an earlier error goes before a later one', () => {
    const log = ['src/a.ts(1,1): error TS1005: x', ...lines(30), 'src/b.ts(1,1): error TS1005: y'];
    expect(excerptBuildLog(log).lines[0]).toContain('src/a.ts');
  });

  test('what looks like one and is none is passed over', () => {
    const log = [
      'npm warn ERESOLVE overriding peer dependency',
      ' ✓ Error: is shown to the user (3 ms)',
      'warning: error: prefer const',
      '0 errors found',
      'src/a.ts(1,1): error TS1005: x',
    ];
    expect(excerptBuildLog(log).lines).toEqual(['src/a.ts(1,1): error TS1005: x']);
  });
});

describe('bounds', () => {
  test('a long traceback keeps its beginning and, above all, its end', () => {
    const frames = Array.from({ length: 40 }, (_, n) => `  File "/app/f${n}.py", line ${n}, in f`);
    const log = ['Traceback (most recent call last):', ...frames, 'ValueError: no'];
    const { lines: shown, truncated } = excerptBuildLog(log, { maxLines: 9 });
    expect(shown).toHaveLength(9);
    expect([shown[0], shown[4], shown.at(-1)]).toEqual([
      'Traceback (most recent call last):',
      '…',
      'ValueError: no',
    ]);
    expect(truncated).toBe(true);
  });

  test('a long line is cut, not in the middle of a character', () => {
    const { lines: shown, truncated } = excerptBuildLog([`Error: ${'😀'.repeat(300)}`], {
      maxLineLength: 20,
    });
    expect(shown[0]).toBe(`Error: ${'😀'.repeat(6)}…`);
    expect(truncated).toBe(true);
  });

  test('without any error the last lines are shown', () => {
    const { lines: shown, truncated } = excerptBuildLog(lines(50), { maxLines: 3 });
    expect(shown).toEqual(['working 47', 'working 48', 'working 49']);
    expect(truncated).toBe(true);
  });

  test('a log shown whole is not truncated', () => {
    expect(excerptBuildLog(['one', 'two'])).toEqual({
      lines: ['one', 'two'],
      started: true,
      truncated: false,
    });
  });

  test('whatever the log: the bounds hold, and nothing throws', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom('Error: x', 'Traceback (most recent call last):', '', '\r'),
    );
    const bounds = fc.record({
      maxLines: fc.integer({ min: 1, max: 9 }),
      maxLineLength: fc.integer({ min: 2, max: 40 }),
    });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), bounds, (log, options) => {
        const excerpt = excerptBuildLog(log, options);
        expect(excerpt.lines.length).toBeLessThanOrEqual(options.maxLines);
        for (const shown of excerpt.lines) expect(shown.length).toBeLessThanOrEqual(options.maxLineLength);
        expect(excerpt.started).toBe(excerpt.lines.length > 0);
      }),
    );
  });
});

describe('reading', () => {
  test.each([[[]], [['']], [['', '  ', '\u001b[0m']]])('a build that never started: %j', (log) => {
    expect(excerptBuildLog(log)).toEqual({ lines: [], started: false, truncated: false });
  });

  test('a progress line that overwrote itself shows its last state', () => {
    expect(excerptBuildLog(['10 %\r50 %\r100 %']).lines).toEqual(['100 %']);
  });

  test('lines of a platform, and several in one', () => {
    const log = [
      { text: 'one\ntwo\r\n', stream: 'stdout' as const },
      { text: 'three', stream: 'stderr' as const },
    ];
    expect(excerptBuildLog(log).lines).toEqual(['one', 'two', '', 'three']);
  });

  test('secrets are masked', () => {
    const log = ['Error: cannot reach https://ada:hunter2@db.acme.example', 'token vcp_own'];
    const text = excerptBuildLog(log, { secrets: ['vcp_own'] }).lines.join('\n');
    expect(text).toBe('Error: cannot reach https://[redacted]@db.acme.example\ntoken [redacted]');
  });

  test('an excerpt that begins inside a private key shows none of it', () => {
    const key = [
      '-----BEGIN PRIVATE KEY-----',
      ...Array(30).fill('MIIEvQIBADANBgkqhkiG9w0BAQEFAASC'),
      '-----END PRIVATE KEY-----',
    ];
    expect(excerptBuildLog([...key, 'Error: bad key']).lines.join('\n')).not.toContain('MIIEv');
  });
});
