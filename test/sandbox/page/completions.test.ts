import { describe, expect, test } from 'vitest';
import { completionsFor, splitCommand, usageOf } from '../../../src/sandbox/page/views/completions.ts';
import { richSnapshot } from './fixture-snapshot.ts';

const workspace = richSnapshot('U1', 0);
const offered = (text: string) => completionsFor(text, workspace).map((completion) => completion.text);

describe('what the composer offers', () => {
  test('commands, from the first slash on', () => {
    expect(offered('/')).toEqual(['/buildrunner ']);
    expect(offered('/BUILD')).toEqual(['/buildrunner ']);
    expect(offered('/other')).toEqual([]);
  });
  test('nothing for a command that is written out, so that Enter sends it', () => {
    expect(offered('/buildrunner')).toEqual([]);
    expect(offered('/buildrunner help')).toEqual([]);
  });
  test('people, by either of their names', () => {
    expect(offered('hey @gra')).toEqual(['hey @grace ']);
    expect(offered('@Linus')).toEqual(['@linus ']);
    expect(offered('mail@gra')).toEqual([]);
  });
  test('how a written command goes on', () => {
    expect(usageOf('/buildrunner dep', workspace.commands)).toBe('[help | deploy-preview …]');
    expect(usageOf('/buildrunnerx', workspace.commands)).toBeUndefined();
  });
});

test.each([
  ['/buildrunner', { command: '/buildrunner', text: '' }],
  [
    '/buildrunner  deploy-preview "my branch"',
    { command: '/buildrunner', text: 'deploy-preview "my branch"' },
  ],
  ['/buildrunner a\nb  c', { command: '/buildrunner', text: 'a\nb  c' }],
])('takes %j apart', (typed, parts) => expect(splitCommand(typed)).toEqual(parts));
