import type { PretendPlatformOptions } from '../../../../src/sandbox/providers/provider.ts';
import { TOKEN } from '../../../../src/sandbox/providers/vercel/account.ts';
import { createPretendVercel } from '../../../../src/sandbox/providers/vercel/index.ts';
import { type Settings, serve } from '../serve.ts';

/** A pretend Vercel that tries a webhook again after one second and after five. */
export async function openVercel(settings: Settings<PretendPlatformOptions> = {}) {
  const served = await serve(
    createPretendVercel,
    { webhookRetryDelaysMs: [1_000, 5_000], ...settings },
    { token: TOKEN },
  );
  return { ...served, vercel: served.provider };
}

export type OpenVercel = Awaited<ReturnType<typeof openVercel>>;

/** A request body that the pretend Vercel takes. */
export const order = (ref: string, more: Record<string, unknown> = {}) => ({
  name: 'web-app',
  gitSource: { type: 'github', ref, repoId: 731_204_518 },
  ...more,
});
