import type { Provider } from '../contract.ts';
import { connectVercel } from './client.ts';
import { normalizeVercel } from './webhook.ts';
import { verifyVercel } from './webhook-signature.ts';

/** Vercel as a deployment platform: https://vercel.com/docs/rest-api */
export const vercel: Provider = {
  webhook: { verify: verifyVercel, normalize: normalizeVercel },
  connect: (connection) => connectVercel(connection),
};
