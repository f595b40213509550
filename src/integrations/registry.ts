import type { Provider, ProviderId } from './contract.ts';

/** Loads a provider's folder: only those that are used cost any memory. */
export type LoadProvider = () => Promise<Provider>;

/** Every provider there is. A new one adds its line here. */
export const providers: ReadonlyMap<ProviderId, LoadProvider> = new Map<ProviderId, LoadProvider>([
  ['github', async () => (await import('./github/index.ts')).github],
  ['jira', async () => (await import('./jira/index.ts')).jira],
  ['linear', async () => (await import('./linear/index.ts')).linear],
  ['netlify', async () => (await import('./netlify/index.ts')).netlify],
  ['render', async () => (await import('./render/index.ts')).render],
  ['vercel', async () => (await import('./vercel/index.ts')).vercel],
]);
