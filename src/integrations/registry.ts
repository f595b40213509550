import type { Provider, ProviderId } from './contract.ts';
import { github } from './github/index.ts';
import { netlify } from './netlify/index.ts';
import { render } from './render/index.ts';
import { vercel } from './vercel/index.ts';

/** Every provider there is. A new one adds its line here. */
export const providers: ReadonlyMap<ProviderId, Provider> = new Map([
  ['github', github],
  ['netlify', netlify],
  ['render', render],
  ['vercel', vercel],
]);
