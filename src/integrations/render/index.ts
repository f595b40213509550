import type { Provider } from '../contract.ts';
import { connectRender } from './client.ts';
import { normalizeRender } from './webhook.ts';
import { verifyRender } from './webhook-signature.ts';

/** Render as a deployment platform: https://api-docs.render.com */
export const render: Provider = {
  webhook: { verify: verifyRender, normalize: normalizeRender },
  connect: (connection) => connectRender(connection),
};
