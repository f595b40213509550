import type { PretendPlatformOptions, PretendProvider } from '../provider.ts';
import { pretendProvider } from '../shared/pretend-provider.ts';
import { WEB_APP } from './account.ts';
import { createRateLimit } from './api/rate-limit.ts';
import { apiRouter } from './api/router.ts';
import { learnCommit } from './branches.ts';
import { createEngine } from './engine.ts';
import { vercelPanel } from './panel.ts';
import { panelActs } from './panel-acts.ts';

/** A Vercel of one team and two projects that builds nothing and answers as the vendor does. */
export function createPretendVercel(options: PretendPlatformOptions): PretendProvider {
  const engine = createEngine(options);
  const rateLimit = createRateLimit(engine.now);
  return pretendProvider({
    id: 'vercel',
    name: 'Vercel',
    engine,
    api: apiRouter(engine, rateLimit),
    panel: () => vercelPanel(engine, options.baseUrl()),
    acts: panelActs(engine, rateLimit),
    learn: (push) => learnCommit(engine.world, WEB_APP, push),
  });
}
