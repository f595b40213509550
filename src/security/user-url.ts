import { addressInHostname, isPublicAddress } from './address-rules.ts';
import { findOutboundError } from './outbound-error.ts';
import { type Lookup, lookupAll, refusePrivate } from './pinned-lookup.ts';

/** `reason` is a sentence for the person who typed the URL. */
export type UserUrlVerdict = { ok: true } | { ok: false; reason: string };

/**
 * Judges a base URL that a person typed, such as Jira's: https on its usual port, no user name, a public host. It is
 * asked when the URL is saved, to answer at once; the outbound guard asks the same at every call.
 */
export async function checkUserUrl(text: string, lookup: Lookup = lookupAll): Promise<UserUrlVerdict> {
  if (!URL.canParse(text)) return no('This is not a URL. It looks like https://your-company.example.com.');
  const { protocol, hostname, port, username, password } = new URL(text);
  if (protocol !== 'https:') return no('The URL must begin with https://.');
  if (username !== '' || password !== '') return no('The URL must not hold a user name or password.');
  if (port !== '') return no('The URL must not name a port: only the usual one for https is called.');

  const address = addressInHostname(hostname);
  if (address !== undefined) {
    return isPublicAddress(address) ? { ok: true } : no('The URL leads to a private network.');
  }
  if (!hostname.includes('.')) return no(`${hostname} is not a public host name.`);
  try {
    const addresses = await lookup(hostname);
    if (addresses.length === 0) return no(notFound(hostname));
    refusePrivate(hostname, addresses);
    return { ok: true };
  } catch (error) {
    return no(findOutboundError(error) ? `${hostname} leads to a private network.` : notFound(hostname));
  }
}

function no(reason: string): UserUrlVerdict {
  return { ok: false, reason };
}

function notFound(hostname: string): string {
  return `${hostname} could not be found. Check the spelling.`;
}
