import type { Provider } from '../contract.ts';
import { connectNetlify } from './client.ts';
import { normalizeNetlify } from './webhook.ts';
import { verifyNetlify } from './webhook-signature.ts';

/** Netlify as a deployment platform: https://open-api.netlify.com */
export const netlify: Provider = {
  webhook: { verify: verifyNetlify, normalize: normalizeNetlify },
  connect: (connection) => connectNetlify(connection),
};
