import { linearError } from '../api/errors.ts';
import type { World } from '../world.ts';

/** Webhooks are for admins of the workspace alone. */
export function requireAdmin({ isAdmin }: World): void {
  if (!isAdmin)
    throw linearError('FORBIDDEN', 'Invalid role: admin required', 'You need to be an admin to do this.');
}
