import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { outlineOf, planOf, problemsOf } from './read-plan.ts';

/** A plan of one step with these lines as its microsteps. */
function plan(...microsteps: string[]): string {
  const lines = microsteps.map((line) => `          ${line}`);
  return [
    'phases:',
    '  - title: Build',
    '    steps:',
    '      - title: Login',
    '        microsteps:',
    ...lines,
  ].join('\n');
}

describe('a plan in YAML', () => {
  it('reads titles and mappings', () => {
    const text = plan(
      '- Form',
      '- title:  Session ',
      '  status: doing',
      '  assignee: U0123',
      '- {title: x, branch: null}',
    );
    expect(planOf(text).phases[0]?.steps[0]?.microsteps).toEqual([
      { title: 'Form' },
      { title: 'Session', status: 'doing', assignee: 'U0123' },
      { title: 'x', branch: null },
    ]);
  });

  it('reads the example, which says the same in both formats', () => {
    const yaml = planOf(readFileSync('examples/plan.yml', 'utf8'));
    expect(yaml.phases).toHaveLength(2);
    expect(planOf(readFileSync('examples/plan.md', 'utf8'))).toEqual(yaml);
  });

  it('takes JSON for the YAML it is', () => {
    expect(outlineOf('{"phases":[{"title":"A","steps":[{"title":"B","microsteps":["C"]}]}]}')).toEqual([
      'A / B / C',
    ]);
  });

  it('takes lists that are left out or empty for none', () => {
    expect(
      planOf('phases:\n  - title: A\n  - title: B\n    steps:\n  - {title: C, steps: [{title: D}]}'),
    ).toEqual({
      phases: [
        { title: 'A', steps: [] },
        { title: 'B', steps: [] },
        { title: 'C', steps: [{ title: 'D', microsteps: [] }] },
      ],
    });
  });

  it('tells the references of sections from those beneath them', () => {
    expect(planOf(plan('- Form', '- {ref: P2.s3.ms1, title: Session}')).phases[0]).toMatchObject({
      ref: 'p2',
      steps: [{ ref: 'p2.s3', microsteps: [{ title: 'Form' }, { ref: 'p2.s3.ms1' }] }],
    });
  });

  it.each<[string, string, string]>([
    [
      'a status that is none',
      plan('- title: x', '  status: ready'),
      'Line 7, column 21: expected one of todo, doing, done, blocked',
    ],
    ['an unknown key', plan('- title: x', '  owner: ada'), 'Line 7, column 13: unknown key'],
    ['a title that is missing', plan('- status: done'), 'Line 6, column 13: missing; expected text'],
    ['a title that is empty', plan('- " "'), 'Line 6, column 13: a title is missing'],
    ['a number for a title', plan('- title: 7'), 'Line 6, column 20: expected text, found number 7'],
    [
      'an assignee that is none',
      plan('- {title: x, assignee: ada}'),
      'Line 6, column 34: expected a Slack user id like U0123ABCD',
    ],
    [
      'a reference that is none',
      plan('- {ref: ms1, title: x}'),
      'Line 6, column 19: expected a reference like p1.s2.ms3',
    ],
    [
      'a reference of something else',
      plan('- {ref: p1.s1, title: x}'),
      'Line 6, column 19: expected a reference like p1.s2.ms3',
    ],
    [
      'a reference given twice',
      plan('- {ref: p1.s1.ms1, title: x}', '- {ref: p1.s1.ms1, title: y}'),
      'Line 7, column 19: p1.s1.ms1 is there twice',
    ],
    [
      'a reference at another place',
      plan('- {ref: p1.s1.ms1, title: x}', '- {ref: p1.s2.ms1, title: y}'),
      'Line 7, column 19: p1.s2.ms1 stands under p1.s1',
    ],
    ['a syntax error', 'phases:\n  - title: "x', 'Line 2, column 14: Missing closing "quote'],
    ['no phases', 'phases: []', 'Line 1, column 9: expected at least one phase'],
    ['an alias without an anchor', 'phases: *x', 'Line 1, column 1: Unresolved alias'],
  ])('names the place of %s', (_name, text, expected) => {
    expect(problemsOf(text, 'yaml').join('\n')).toContain(expected);
  });

  it('says how many microsteps and sections there can be', () => {
    const many = (count: number, line: (index: number) => string) =>
      Array.from({ length: count }, (_, i) => line(i));
    expect(planOf(plan(...many(5_000, (i) => `- x${i}`))).phases[0]?.steps[0]?.microsteps).toHaveLength(
      5_000,
    );
    expect(problemsOf(plan(...many(5_001, (i) => `- x${i}`)))).toEqual([
      'Line 1, column 1: a plan has at most 5000 microsteps, this one has 5001',
    ]);
    expect(problemsOf(`phases:\n${many(501, (i) => `  - title: x${i}`).join('\n')}`)).toEqual([
      'Line 1, column 1: a plan has at most 500 phases and steps, this one has 501',
    ]);
  });

  it('survives nesting without end and aliases that multiply', () => {
    const aliases = Array.from(
      { length: 30 },
      (_, i) => `a${i}: &a${i} [${i ? `*a${i - 1}, *a${i - 1}` : 'x'}]`,
    );
    for (const text of ['['.repeat(100_000), `phases:\n${'- '.repeat(100_000)}`, aliases.join('\n')]) {
      const problems = problemsOf(text, 'yaml');
      expect(problems.length).toBeGreaterThan(0);
      expect(problems.length).toBeLessThanOrEqual(50);
    }
  });
});

describe.each(['yaml', 'markdown'] as const)('a text of more than a megabyte in %s', (format) => {
  it('is refused without being read', () => {
    const text = `# ${'é'.repeat(499_999)}`;
    expect(problemsOf(text, format).join()).not.toContain('MB');
    expect(problemsOf(`${text}é`, format)).toEqual([
      'Line 1, column 1: a plan has at most 1 MB, this one has 1.0 MB',
    ]);
  });
});
