import { describe, expect, it } from 'vitest';
import { judge, type Signs } from '../../src/integrations/health.ts';
import type { Trouble } from '../../src/store/health-schema.ts';

const NOW = new Date('2026-11-24T10:00:00.000Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000).toISOString();
const DAY = 24 * 60;

const WELL: Signs = {
  restsSince: undefined,
  refusals: 0,
  unverified: 0,
  answeredAt: ago(1),
  acceptedAt: ago(1),
  verifiedAt: ago(1),
  heardAt: [],
};
/** As many deliveries, one every so many minutes, the latest so many minutes ago. */
const heard = (count: number, everyMinutes: number, latest: number) =>
  Array.from({ length: count }, (_, i) => ago(latest + i * everyMinutes));
const told = (trouble: Trouble, minutesAgo = 30) => ({ trouble, since: ago(minutesAgo) });

const NONE = { news: 'none' } as const;
const OVER = { news: 'over' } as const;
const trouble = (what: Trouble) => ({ news: 'trouble', trouble: what }) as const;

describe('an integration of which nothing was told', () => {
  it.each<[string, Partial<Signs>, ReturnType<typeof judge>]>([
    ['that is well', {}, NONE],
    [
      'of which nothing is known yet',
      { answeredAt: undefined, acceptedAt: undefined, verifiedAt: undefined },
      NONE,
    ],
    ['whose vendor was away for a moment', { restsSince: ago(1) }, NONE],
    ['whose vendor has not answered for two minutes', { restsSince: ago(2) }, trouble('not_answering')],
    ['that was refused twice', { refusals: 2 }, NONE],
    ['that was refused three times', { refusals: 3 }, trouble('refused')],
    ['that is refused and not answered', { refusals: 3, restsSince: ago(9) }, trouble('refused')],
    ['for which somebody knocked', { unverified: 9 }, NONE],
    ['whose deliveries are all unverified', { unverified: 10 }, trouble('unverified')],
    ['that was heard of often, four days ago', { heardAt: heard(50, 30, 4 * DAY + 1) }, trouble('silent')],
    ['that was heard of often, before a long weekend', { heardAt: heard(50, 30, 4 * DAY - 1) }, NONE],
    ['that was often silent for long', { heardAt: [...heard(19, 30, 5 * DAY), ago(8 * DAY)] }, NONE],
    ['that was silent for long, and never so long', { heardAt: heard(20, DAY, 5 * DAY) }, trouble('silent')],
    ['that was seldom heard of', { heardAt: heard(19, 30, 9 * DAY) }, NONE],
    ['that was heard of once a month', { heardAt: heard(20, 30 * DAY, 200 * DAY) }, NONE],
  ])('%s', (_what, signs, verdict) => {
    expect(judge(undefined, { ...WELL, ...signs }, NOW)).toEqual(verdict);
  });
});

describe('an integration whose trouble was told half an hour ago', () => {
  it.each<[string, Trouble, Partial<Signs>, ReturnType<typeof judge>]>([
    ['does not answer still', 'not_answering', { restsSince: ago(60) }, NONE],
    ['has not been asked since the start', 'not_answering', { answeredAt: undefined }, NONE],
    ['answered before that alone', 'not_answering', { answeredAt: ago(31) }, NONE],
    ['answers again', 'not_answering', {}, OVER],
    ['is refused still', 'refused', { refusals: 3, acceptedAt: ago(60) }, NONE],
    ['was taken and is refused again', 'refused', { refusals: 1 }, NONE],
    ['has not been asked who it is since the start', 'refused', { acceptedAt: undefined }, NONE],
    ['is taken again', 'refused', {}, OVER],
    ['is taken again and does not answer', 'refused', { restsSince: ago(9) }, trouble('not_answering')],
    ['has no verified delivery', 'unverified', { unverified: 40, verifiedAt: undefined }, NONE],
    ['is left alone by whoever knocked', 'unverified', { verifiedAt: ago(40) }, NONE],
    ['is delivered to again', 'unverified', {}, OVER],
    ['is silent still', 'silent', { heardAt: heard(50, 30, 5 * DAY) }, NONE],
    ['is heard again', 'silent', { heardAt: [ago(5), ...heard(50, 30, 5 * DAY)] }, OVER],
  ])('that %s', (_what, what, signs, verdict) => {
    expect(judge(told(what), { ...WELL, ...signs }, NOW)).toEqual(verdict);
  });
});
