import { lookup as systemLookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from './address-rules.ts';
import { OutboundError } from './outbound-error.ts';

/** One address a name resolves to. */
export interface ResolvedAddress {
  address: string;
  /** 4 or 6. */
  family: number;
}

/** Resolves a host name to all its addresses, or rejects as `dns.promises.lookup` does. */
export type Lookup = (hostname: string) => Promise<readonly ResolvedAddress[]>;

/** The operating system's own resolver. */
export const lookupAll: Lookup = (hostname) => systemLookup(hostname, { all: true });

/**
 * Checks what a name resolves to. One private address among public ones refuses them all: that is how a rebinding
 * name server answers, and no vendor does. Throws `OutboundError` with code `BLOCKED_ADDRESS`.
 */
export function refusePrivate(hostname: string, addresses: readonly ResolvedAddress[]): void {
  const culprit = addresses.find(({ address }) => !isPublicAddress(address));
  if (culprit) {
    throw new OutboundError(
      'BLOCKED_ADDRESS',
      `Call to ${hostname} refused: it resolves to ${culprit.address}, which is not a public address.`,
    );
  }
}

/**
 * Makes of `lookup` the function a socket connects by. The socket gets the very addresses that were checked and asks
 * nobody again, so a name cannot resolve to something public for the check and to something private for the call.
 */
export function pinnedLookup(
  lookup: Lookup,
  check: (hostname: string, addresses: readonly ResolvedAddress[]) => void,
): LookupFunction {
  return (hostname, options, callback) => {
    const resolve = async (): Promise<ResolvedAddress[]> => {
      const addresses = [...(await lookup(hostname))];
      check(hostname, addresses);
      return addresses;
    };
    resolve().then(
      (addresses) => {
        const [first] = addresses;
        if (!first) callback(noAddress(hostname), '', 0);
        else if (options.all) callback(null, addresses);
        else callback(null, first.address, first.family);
      },
      (error: Error) => callback(error, '', 0),
    );
  };
}

function noAddress(hostname: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND' });
}
