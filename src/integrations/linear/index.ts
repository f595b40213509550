import type { Provider } from '../contract.ts';
import { connectLinear } from './client.ts';
import { normalizeLinear } from './webhook.ts';
import { verifyLinear } from './webhook-signature.ts';

/** Linear as an issue tracker: https://linear.app/developers */
export const linear: Provider = {
  webhook: { verify: verifyLinear, normalize: normalizeLinear },
  connect: (connection) => connectLinear(connection),
};
