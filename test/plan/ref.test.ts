import { describe, expect, it } from 'vitest';
import { matchRefs } from '../../src/plan/match-refs.ts';
import {
  formatRef,
  formatSectionRef,
  freeRefs,
  kindOfRef,
  parentRef,
  parseRef,
  parseSectionRef,
} from '../../src/plan/ref.ts';

describe('a reference', () => {
  it.each(['p1.s1.ms1', 'p12.s3.ms400'])('%s reads back as written', (ref) => {
    expect(formatRef(parseRef(ref)!)).toBe(ref);
    expect(kindOfRef(ref)).toBe('microstep');
  });

  it.each(['p1', 'p12.s3'])('%s of a section reads back as written', (ref) => {
    expect(formatSectionRef(parseSectionRef(` ${ref.toUpperCase()} `)!)).toBe(ref);
    expect(parseRef(ref)).toBeUndefined();
  });

  it.each(['', 'p0.s1.ms1', 'p1.s1.ms1x', 'ms1', 'p1.ms1', 'p1.s1.ms999999', 'p01', 'p99999'])(
    '%j is none',
    (text) => {
      expect(parseRef(text)).toBeUndefined();
      expect(parseSectionRef(text)).toBeUndefined();
      expect(kindOfRef(text)).toBeUndefined();
    },
  );

  it('knows what it stands beneath', () => {
    expect(['p1.s2.ms3', 'p1.s2', 'p1'].map(parentRef)).toEqual(['p1.s2', 'p1', '']);
  });
});

describe('free references', () => {
  it.each<[string, string[], string[]]>([
    ['', [], ['p1', 'p2']],
    ['p1', ['p1.s1', 'p1.s4', 'p2.s9', 'p9'], ['p1.s5', 'p1.s6']],
    ['p1.s2', ['p1.s2.ms9', 'p1.s2.ms10'], ['p1.s2.ms11', 'p1.s2.ms12']],
    ['', ['p9999', 'p2'], ['p1', 'p3']],
  ])('beneath %j beside %j: %j', (parent, taken, expected) => {
    const next = freeRefs(parent, taken);
    expect([next(), next()]).toEqual(expected);
  });
});

describe('matching', () => {
  const existing = [
    { ref: 'p1', title: 'Build' },
    { ref: 'p2', title: 'Test' },
    { ref: 'p3', title: 'Test' },
  ];
  it.each<[string, { ref?: string; title: string }[], string[]]>([
    ['goes by title, whatever case and blanks', [{ title: 'TEST ' }, { title: 'build' }], ['p2', 'p1']],
    ['gives the first to the first of equal titles', [{ title: 'Test' }, { title: 'Test' }], ['p2', 'p3']],
    [
      'makes new ones after the highest',
      [{ title: 'Ship' }, { title: 'Test' }, { title: 'Rest' }],
      ['p4', 'p2', 'p5'],
    ],
    [
      'goes by the reference before the title',
      [{ title: 'Test' }, { ref: 'p2', title: 'Build' }],
      ['p3', 'p2'],
    ],
    ['makes way for new ones that are named', [{ title: 'New' }, { ref: 'p4', title: 'Four' }], ['p5', 'p4']],
  ])('%s', (_name, wanted, expected) => {
    expect(matchRefs('', existing, wanted)).toEqual(expected);
  });
});
