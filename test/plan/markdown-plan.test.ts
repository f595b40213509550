import { describe, expect, it } from 'vitest';
import { outlineOf, planOf, problemsOf } from './read-plan.ts';

/** The microsteps of a plan that has one step. */
function microsteps(...lines: string[]) {
  return planOf(lines.join('\n'), 'markdown').phases[0]?.steps[0]?.microsteps;
}

describe('headings and lists', () => {
  it.each<[string, string, string[]]>([
    [
      'phases and steps',
      '# A\n## B\n- x\n## C\n* y\n# D\n## E\n1. z',
      ['A / B / x', 'A / C / y', 'D / E / z'],
    ],
    ['a title above them', '# Plan\n## A\n### B\n- x', ['A / B / x']],
    ['headings far apart', '## A\n##### B\n- x', ['A / B / x']],
    ['underlined headings', 'A\n===\nB\n---\n- x', ['A / B / x']],
    ['phases alone', '# A\n- x\n- y\n# B\n- z', ['A / Step 1 / x', 'A / Step 1 / y', 'B / Step 1 / z']],
    ['a list alone', '- x\n- [ ] y', ['Phase 1 / Step 1 / x', 'Phase 1 / Step 1 / y']],
    [
      'lists three deep',
      '- A\n  - B\n    - x\n    - y\n  - C\n    - z',
      ['A / B / x', 'A / B / y', 'A / C / z'],
    ],
    [
      'lists beneath phases',
      '# A\n- B\n  - x\n- y\n- C\n  - z',
      ['A / B / x', 'A / Step 1 / y', 'A / C / z'],
    ],
    ['numbers with narrow indentation', '1. A\n  1. B\n    1. x', ['A / B / x']],
    ['tabs', '- A\n\t- B\n\t\t- x', ['A / B / x']],
    ['a step above every phase', '## B\n- x\n# A\n## C\n- y', ['Phase 1 / B / x', 'A / C / y']],
    [
      'boxes beneath boxes',
      '- [ ] x\n  - [x] y\n    - [ ] z',
      ['Phase 1 / Step 1 / x', 'Phase 1 / Step 1 / y', 'Phase 1 / Step 1 / z'],
    ],
    ['closing marks', '# A ##\n## B #\n- x', ['A / B / x']],
    ['Windows’ line ends', '# A\r\n## B\r\n- x\r\n', ['A / B / x']],
  ])('%s', (_name, text, expected) => {
    expect(outlineOf(text, 'markdown')).toEqual(expected);
  });

  it('leaves aside what is neither', () => {
    const text = [
      '---',
      'title: - no',
      '---',
      'Prose',
      '',
      '# A',
      'More prose',
      '',
      '```',
      '- no',
      '```',
      '<!--',
      '- no',
      '-->',
      '***',
      '- x',
      '',
      'Prose again',
      '- - -',
    ];
    expect(outlineOf(text.join('\n'))).toEqual(['A / Step 1 / x']);
    expect(planOf(text.join('\n')).phases[0]?.steps[0]?.microsteps[0]).toEqual({ title: 'x' });
  });
});

describe('a microstep', () => {
  it.each([
    ['- x', { title: 'x' }],
    ['- [ ] x', { title: 'x', status: 'todo' }],
    ['- [~] x', { title: 'x', status: 'doing' }],
    ['- [X] x', { title: 'x', status: 'done' }],
    ['- [!] x', { title: 'x', status: 'blocked' }],
    ['- [x](https://x.example)', { title: '[x](https://x.example)' }],
    ['- x (p1.s1.ms7)', { title: 'x', ref: 'p1.s1.ms7' }],
    [
      '- x @priority(high) (P1.s1.ms7) @branch(a/b) @assignee(U1)',
      { title: 'x', ref: 'p1.s1.ms7', priority: 'high', branch: 'a/b', assignee: 'U1' },
    ],
    ['- x @assignee() @branch()', { title: 'x', assignee: null, branch: null }],
    ['- x @branch(a\\(b\\))', { title: 'x', branch: 'a(b)' }],
    ['- x @branch(a) for @ada (soon)', { title: 'x @branch(a) for @ada (soon)' }],
    ['- x @branch(a) @branch(b)', { title: 'x @branch(a)', branch: 'b' }],
    ['- x \\(p1.s1.ms7)', { title: 'x (p1.s1.ms7)' }],
    ['- \\[ \\] x\\\\y', { title: '[ ] x\\y' }],
  ] as [string, object][])('%s', (line, expected) => {
    expect(microsteps(line)).toEqual([expected]);
  });

  it.each<[string, string[], string | undefined]>([
    ['what is indented', ['- [ ] x', '  One', '', '    two', '- y'], 'One\n\n  two'],
    ['plain items', ['- [ ] x', '  - one', '    1. two'], '- one\n  1. two'],
    ['what follows without a blank line', ['- [ ] x', 'lazy'], 'lazy'],
    ['not what follows after one', ['- [ ] x', '', 'prose'], undefined],
    ['fenced code as it is', ['- [ ] x', '  ```', '  - [ ] y', '', '  ```'], '```\n- [ ] y\n\n```'],
    ['a box whose meaning is taken away', ['- [ ] x', '  \\- [ ] y', '  \\\\- [ ] z'], '- [ ] y\n\\- [ ] z'],
    [
      'what is left when boxes are taken out',
      ['- [ ] x', '  a', '  - [ ] y', '    deep', '', '  b'],
      'a\n\nb',
    ],
    ['a fence that is not closed, to the item’s end', ['- [ ] x', '  ```', '  code', '- [ ] y'], '```\ncode'],
  ])('is described by %s', (_name, lines, expected) => {
    expect(microsteps(...lines)?.[0]?.description).toBe(expected);
  });
});

describe('mistakes', () => {
  it.each<[string, string, string]>([
    [
      'an unknown box',
      '# A\n- [?] x',
      'Line 2, column 1: status: expected one of todo, doing, done, blocked',
    ],
    ['an unknown priority', '- x @priority(huge)', 'Line 1, column 1: priority: expected one of urgent'],
    ['an empty priority', '- x @priority()', 'Line 1, column 1: priority: expected one of urgent'],
    [
      'an assignee by name',
      '- A\n  - B\n    - x @assignee(ada)',
      'Line 3, column 5: assignee: expected a Slack user id',
    ],
    ['an assignee of a phase', '# A @assignee(U1)\n- x', 'Line 1, column 1: assignee: unknown key'],
    ['no title', '- [ ] (p1.s1.ms1)', 'Line 1, column 1: title: a title is missing'],
    [
      'a reference twice',
      '- x (p1.s1.ms1)\n- y (p1.s1.ms1)',
      'Line 2, column 1: ref: p1.s1.ms1 is there twice',
    ],
    ['a reference elsewhere', '# A (p1)\n## B (p2.s1)\n- x', 'Line 2, column 1: ref: p2.s1 stands under p1'],
    [
      'a step’s reference on a phase',
      '# A (p1.s1)\n- x',
      'Line 1, column 1: ref: expected a reference like p1',
    ],
    ['headings too deep', '# A\n## B\n### C\n#### D\n- x', 'Line 4, column 1: headings go three levels deep'],
    [
      'two titles',
      '# A\n## B\n### C\n- x\n# D',
      'Line 5, column 1: above phases and steps there can be one title',
    ],
    ['nothing', 'Prose', 'Line 1, column 1: expected at least one phase'],
  ])('%s', (_name, text, expected) => {
    expect(problemsOf(text, 'markdown').join('\n')).toContain(expected);
  });
});
