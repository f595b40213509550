import { describe, expect, it } from 'vitest';
import { isWithProvider } from '../../../src/governance/actions.ts';
import { PEOPLES_ACTIONS } from '../../../src/governance/explain-policy.ts';
import { problemsOf, serviceProblems } from './check-line.ts';
import { everySurface } from './registry.ts';
import { everyService, SERVICES } from './services.ts';
import { LINES } from './table.ts';
import { openSurfaceWorld } from './world.ts';

describe('promise 17: role × action × policy', () => {
  it('has a line for every command, button, menu, form, shortcut, route, schedule and webhook', async () => {
    const world = await openSurfaceWorld();
    const named = new Set(LINES.map(({ surface }) => surface));
    expect([...named].sort()).toEqual(everySurface(world.context, world.api).sort());
    await world.close();
  });

  it('has a line for every service', async () => {
    const world = await openSurfaceWorld();
    expect(Object.keys(SERVICES).sort()).toEqual(everyService(world.house.rooms).sort());
    await world.close();
  });

  it('explains as refused for a provider just what can be', () => {
    const refused = LINES.flatMap(({ asks, under }) => (asks && under.includes('noProvider') ? [asks] : []));
    const peoples = PEOPLES_ACTIONS.filter((action) => refused.includes(action));
    expect(peoples).toEqual(PEOPLES_ACTIONS.filter(isWithProvider));
  });

  it.each(Object.keys(SERVICES))('service %s', async (name) => {
    expect(await serviceProblems(name)).toEqual([]);
  });

  it.each(LINES.map((line) => [`${line.surface} ${typeof line.input === 'string' ? line.input : ''}`, line]))(
    '%s',
    async (_name, line) => {
      expect(await problemsOf(line as (typeof LINES)[number])).toEqual([]);
    },
  );
});
