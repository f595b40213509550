import { verifyHmacHeader } from '../../security/signatures.ts';
import type { InboundRequest, Verification } from '../contract.ts';

const HEADER = 'X-Hub-Signature';

/**
 * Checks `sha256=` and the HMAC of the raw body in hex, which an administrator's webhook carries when it has a secret.
 *
 * Source: https://developer.atlassian.com/cloud/jira/platform/webhooks/#securing-admin-webhooks
 */
export function verifyJira({ headers, body }: InboundRequest, secrets: readonly string[]): Verification {
  return verifyHmacHeader({
    header: HEADER,
    value: headers[HEADER.toLowerCase()],
    prefix: 'sha256=',
    algorithms: ['sha256'],
    secrets,
    body,
  });
}
