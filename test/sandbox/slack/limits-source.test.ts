import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SDK_LIMITS } from '../../../src/sandbox/slack/block-kit/limits.ts';
import { methods } from '../../../src/sandbox/slack/web-api/methods.ts';

const contracts = join(process.env.CONTRACTS_DIR ?? '../shared/contracts', 'slack');
const read = (name: string): unknown => JSON.parse(readFileSync(join(contracts, name), 'utf8'));

describe.skipIf(!existsSync(contracts))('limits (needs CONTRACTS_DIR)', () => {
  it('are those of Slack’s SDK', () => {
    const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    const { limits } = read('limits.json') as { limits: Record<string, Record<string, number>> };
    const expected = Object.entries(limits).map(([name, values]) => [
      `${name[0]?.toLowerCase()}${name.slice(1)}`,
      Object.fromEntries(Object.entries(values).map(([key, value]) => [camel(key), value])),
    ]);
    expect(SDK_LIMITS).toEqual(Object.fromEntries(expected));
  });

  it('are those of the Web API’s tiers', () => {
    const tiers = read('rate_limit_tiers.json') as Record<string, string>;
    for (const [name, { tier }] of methods) {
      const known = tiers[name] ?? '';
      const expected = known.startsWith('SpecialTier') ? known : Number(known.replace('Tier', ''));
      const special =
        tier === 'post' || tier === 'special' ? `SpecialTier_${name.replaceAll('.', '_')}` : tier;
      expect([name, special]).toEqual([name, expected]);
    }
  });
});
