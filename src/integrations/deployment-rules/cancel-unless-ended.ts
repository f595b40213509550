import type { DeploymentState } from '../contract.ts';
import { hasCode } from '../errors.ts';
import { hasEnded } from './has-ended.ts';

/**
 * Stops a build that was under way when it was looked at. It may have ended since, and vendors refuse to stop what has:
 * then there is nothing left to stop. Throws the refusal where the build still goes on.
 *
 * @param stateNow asks the vendor, and only after a refusal
 */
export async function cancelUnlessEnded(
  cancel: () => Promise<void>,
  stateNow: () => Promise<DeploymentState>,
): Promise<void> {
  try {
    await cancel();
  } catch (error) {
    if (!hasCode(error, 'invalid_request', 'not_found')) throw error;
    if (!hasEnded(await stateNow())) throw error;
  }
}
