import { SITE } from '../account.ts';
import type { Hook } from '../world.ts';
import { iso } from './deploy.ts';

/** A hook as the API answers it. */
export function hookAnswer({ id, event, url, secret, createdAt }: Hook) {
  return {
    id,
    site_id: SITE.id,
    type: 'url',
    event,
    data: { url, ...(secret === null ? {} : { signature_secret: secret }) },
    created_at: iso(createdAt),
    updated_at: iso(createdAt),
    disabled: false,
  };
}
