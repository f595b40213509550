import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DeadJob } from '../../../src/jobs/job.ts';
import { deadLetterList } from '../../../src/slack/cards/dead-letters.ts';
import { deadLettersCommand } from '../../../src/slack/commands/dead-letters.ts';
import { statusCommand } from '../../../src/slack/commands/status.ts';
import { call } from '../command-call.ts';
import { hostileText } from '../hostile-text.ts';
import { type House, openHouse } from '../house.ts';
import { expectSound } from '../sound.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const said = async (text = '') => (await call(deadLettersCommand(house.rooms), text)).last;

it('lists what was given up, with its cause and a button, and status points there', async () => {
  expect(await said()).toBe('No job has been given up.');
  await house.bury('j1', 'preview.deploy', { workspaceId: 'T1' });
  const list = await said();
  for (const shown of [
    '1 job was given up',
    '`preview.deploy`',
    'the vendor is down',
    '4 tries',
    '"value":"j1"',
  ]) {
    expect(list).toContain(shown);
  }
  expect((await call(statusCommand(house.rooms.status))).last).toContain('/buildrunner dead-letters');
});

it('has one or all of them tried again', async () => {
  await house.bury('j1', 'preview.deploy', {});
  await house.bury('j2', 'issue.match', {});
  await house.bury('j3', 'issue.match', {});
  expect(await said('revive j1')).toBe(':arrow_forward: `preview.deploy` is being tried again.');
  expect(await said('revive')).toBe(':arrow_forward: 2 jobs are being tried again.');
  expect(await said('revive')).toBe('No job has been given up.');
});

it.each([
  ['retry', 'The one thing to do with them is `revive`'],
  ['revive j9', 'There is no such dead letter any more'],
])('says what is wrong with “%s”', async (text, reason) => {
  await expect(said(text)).rejects.toThrow(reason);
});

it('is sound whatever a vendor said, and however many there are', () => {
  fc.assert(
    fc.property(hostileText, hostileText, (key, lastError) => {
      const createdAt = new Date('2026-11-24T10:00:00.000Z');
      const job: DeadJob = {
        id: 'j1',
        kind: 'issue.match',
        key,
        payload: {},
        attempts: 1,
        lastError,
        createdAt,
      };
      expectSound(deadLetterList(Array.from({ length: 60 }, () => job)));
    }),
    { numRuns: 50 },
  );
});
