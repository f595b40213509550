import type { LookupOptions } from 'node:dns';
import { expect, test } from 'vitest';
import { type Lookup, pinnedLookup, refusePrivate } from '../../src/security/pinned-lookup.ts';

const PUBLIC = { address: '93.184.215.14', family: 4 };
const PUBLIC_6 = { address: '2606:2800:21f::1', family: 6 };
const PRIVATE = { address: '127.0.0.1', family: 4 };

/** What a socket is told: error code, or the address(es) to connect to. */
function connectBy(lookup: Lookup, options: LookupOptions): Promise<unknown> {
  return new Promise((resolve) => {
    pinnedLookup(lookup, refusePrivate)('api.example.com', options, (error, address, family) => {
      resolve(error ? error.code : options.all ? address : [address, family]);
    });
  });
}

test('the socket is given the addresses that were checked, all or the first as it asks', async () => {
  const lookup = async () => [PUBLIC, PUBLIC_6];
  expect(await connectBy(lookup, { all: true })).toEqual([PUBLIC, PUBLIC_6]);
  expect(await connectBy(lookup, {})).toEqual([PUBLIC.address, 4]);
});

test('a name that changes its answer between two calls is judged by the answer that is used', async () => {
  const answers = [[PUBLIC], [PRIVATE]];
  const lookup = async () => answers.shift() ?? [];
  expect(await connectBy(lookup, { all: true })).toEqual([PUBLIC]);
  expect(await connectBy(lookup, { all: true })).toBe('BLOCKED_ADDRESS');
  expect(await connectBy(lookup, { all: true })).toBe('ENOTFOUND');
});

test('one private address refuses them all', async () => {
  expect(await connectBy(async () => [PUBLIC, PRIVATE], { all: true })).toBe('BLOCKED_ADDRESS');
  expect(await connectBy(async () => [PUBLIC, PRIVATE], {})).toBe('BLOCKED_ADDRESS');
});

test('a failing lookup fails with its own code', async () => {
  const failing = async () => {
    throw Object.assign(new Error('try again'), { code: 'EAI_AGAIN' });
  };
  expect(await connectBy(failing, { all: true })).toBe('EAI_AGAIN');
});
