import { addressInHostname, isPublicAddress } from './address-rules.ts';
import { OutboundError } from './outbound-error.ts';

const HOST_PATTERN = /^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+$/;

/** What may be called at all, judged by the URL alone. */
export interface AllowList {
  /** Whether the operator named this very origin: then http and private addresses are allowed too. */
  isOperatorOrigin(origin: string): boolean;
  /** Why `origin` may not be called, or undefined where it may. `callerHosts` are allowed for this call only. */
  refusal(origin: URL, callerHosts: readonly string[]): OutboundError | undefined;
}

/**
 * `allowedHosts` are names (`api.github.com`) or all names under one (`*.atlassian.net`, which is not `atlassian.net`
 * itself). `operatorOrigins` are URLs from the environment, of which scheme, host and port count.
 * Throws `TypeError` for an entry that could never match or would match too much.
 */
export function createAllowList(
  allowedHosts: readonly string[],
  operatorOrigins: readonly string[],
): AllowList {
  const operators = new Set(operatorOrigins.map(operatorOrigin));
  for (const pattern of allowedHosts) {
    if (!HOST_PATTERN.test(pattern)) {
      throw new TypeError(`"${pattern}" is not a host such as api.example.com or *.example.com.`);
    }
  }

  return {
    isOperatorOrigin: (origin) => operators.has(origin),
    refusal(origin, callerHosts) {
      const { protocol, hostname, port, username, password } = origin;
      const blocked = (why: string) =>
        new OutboundError('BLOCKED_HOST', `Call to ${hostname} refused: ${why}.`);
      if (username !== '' || password !== '') return blocked('its URL holds a user name or password');
      if (operators.has(origin.origin)) return undefined;
      if (protocol !== 'https:') return blocked('only https is allowed');
      if (port !== '') return blocked('only port 443 is allowed');
      const address = addressInHostname(hostname);
      if (address !== undefined && !isPublicAddress(address)) {
        return new OutboundError(
          'BLOCKED_ADDRESS',
          `Call to ${hostname} refused: it is not a public address.`,
        );
      }
      const matches = (pattern: string) => hostMatches(hostname, pattern);
      if (allowedHosts.some(matches) || callerHosts.includes(hostname)) return undefined;
      return blocked('it is not on the list of allowed hosts');
    },
  };
}

function operatorOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    throw new TypeError('An operator origin must be an http or https URL without a user name.');
  }
  return url.origin;
}

function hostMatches(hostname: string, pattern: string): boolean {
  if (!pattern.startsWith('*.')) return hostname === pattern;
  const suffix = pattern.slice(1);
  return hostname.endsWith(suffix) && hostname.length > suffix.length;
}
