import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../../src/governance/policy-schema.ts';
import type { Rendered } from '../../../src/slack/cards/rendered.ts';
import type { Command } from '../../../src/slack/commands/command.ts';
import { parseArguments } from '../../../src/slack/commands/grammar.ts';
import { allCommands } from '../../../src/slack/commands/index.ts';
import { createCommandRunner } from '../../../src/slack/commands/run-command.ts';
import { actor } from '../command-call.ts';
import { type House, openHouse } from '../house.ts';
import { expectSound } from '../sound.ts';

let house: House;
let commands: Command[];

beforeEach(async () => {
  house = await openHouse();
  commands = allCommands(house.rooms);
});
afterEach(() => house.close());

async function answer(text: string, role: Role = 'admin'): Promise<string> {
  const said: (Rendered | string)[] = [];
  const run = createCommandRunner({ ...house.rooms, commands });
  await run(text, {
    actorOf: async () => actor(),
    actor: actor(role),
    channel: 'C1',
    timeZone: async () => 'UTC',
    say: async (message) => void said.push(message),
  });
  expect(said).toHaveLength(1);
  said.forEach(expectSound);
  return JSON.stringify(said[0]);
}

describe('help', () => {
  it.each(['', '  ', 'help', 'HELP'])('%j lists every command', async (text) => {
    const said = await answer(text);
    for (const { name } of commands) expect(said).toContain(`/buildrunner ${name}`);
  });

  it('tells a viewer apart what takes a higher role', async () => {
    const said = await answer('help', 'viewer');
    expect(said).toContain('Your role is viewer; these take a higher one: `setup`, `configure`');
    expect(said).not.toContain('/buildrunner configure');
    expect(said).toContain('/buildrunner previews');
  });

  it('shows how each command is used, in both ways of asking', async () => {
    for (const { name, summary } of commands) {
      expect(await answer(`help ${name}`)).toContain(summary);
      expect(await answer(`${name} --help`)).toContain(summary);
    }
  });

  it('gives only examples that can be read', () => {
    for (const { name, options, examples } of commands) {
      for (const example of examples) {
        expect(example.startsWith(name)).toBe(true);
        expect(() => parseArguments(example, options)).not.toThrow();
      }
    }
  });
});

describe('what is no command', () => {
  it.each([
    ['deploy-previw x', 'Did you mean `/buildrunner deploy-preview`?'],
    ['Statsu', 'Did you mean `/buildrunner status`?'],
    ['hepl', 'Did you mean `/buildrunner help`?'],
    ['abracadabra', '`/buildrunner help` lists them all.'],
    [`x${'y'.repeat(3000)}`, '`/buildrunner help` lists them all.'],
  ])('%j: %s', async (text, hint) => {
    expect(await answer(text)).toContain(hint);
  });

  it('is told with how the command is used', async () => {
    expect(await answer('status --verbose')).toContain('`--help` shows how it is used.');
  });
});
