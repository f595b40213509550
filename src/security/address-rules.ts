import { BlockList, isIP } from 'node:net';

/** IPv4 ranges that are not the public internet: IANA's special-purpose registry, multicast, and the reserved rest. */
const SPECIAL_IPV4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  // A public address that Azure answers only its own machines on, with their secrets.
  ['168.63.129.16', 32],
] as const;

/** Within 2000::/3: IETF protocol assignments (Teredo among them), documentation, 6to4, documentation again. */
const SPECIAL_IPV6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

/** Global unicast; and NAT64, by which a network without IPv4 reaches it. Everything else in IPv6 is local. */
const PUBLIC_IPV6 = [
  ['2000::', 3],
  ['64:ff9b::', 96],
] as const;

const special = new BlockList();
const publicIpv6 = new BlockList();
for (const [network, bits] of SPECIAL_IPV4) {
  special.addSubnet(network, bits, 'ipv4');
  special.addSubnet(`64:ff9b::${network}`, 96 + bits, 'ipv6');
}
for (const [network, bits] of SPECIAL_IPV6) special.addSubnet(network, bits, 'ipv6');
for (const [network, bits] of PUBLIC_IPV6) publicIpv6.addSubnet(network, bits, 'ipv6');

/**
 * Whether an IP address belongs to the public internet. Anything that is not an address in plain notation is not,
 * and neither is an IPv4 address dressed as IPv6: no name server has reason to give one.
 *
 * Source: https://www.iana.org/assignments/iana-ipv4-special-registry/ and the registry beside it for IPv6.
 */
export function isPublicAddress(address: string): boolean {
  // A zone, as in fe80::1%eth0, only ever names a link of this machine.
  if (address.includes('%')) return false;
  const family = isIP(address);
  if (family === 4) return !special.check(address, 'ipv4');
  if (family === 6) return publicIpv6.check(address, 'ipv6') && !special.check(address, 'ipv6');
  return false;
}

/** The IP address that a URL's hostname is, brackets taken off; undefined for a name. */
export function addressInHostname(hostname: string): string | undefined {
  const bare = hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(bare) === 0 ? undefined : bare;
}
