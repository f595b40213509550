import type { PretendPlatformOptions, PretendProvider } from '../provider.ts';
import { pretendProvider } from '../shared/pretend-provider.ts';
import { createRateLimit } from './api/rate-limit.ts';
import { apiRouter } from './api/router.ts';
import { learnCommit } from './branches.ts';
import { createEngine } from './engine.ts';
import { netlifyPanel } from './panel.ts';
import { panelActs } from './panel-acts.ts';

/** A Netlify of one account and one site that builds nothing and answers as the vendor does. */
export function createPretendNetlify(options: PretendPlatformOptions): PretendProvider {
  const engine = createEngine(options);
  const rateLimit = createRateLimit(engine.now);
  return pretendProvider({
    id: 'netlify',
    name: 'Netlify',
    engine,
    api: apiRouter(engine, rateLimit),
    panel: () => netlifyPanel(engine, options.baseUrl()),
    acts: panelActs(engine, rateLimit),
    learn: (push) => learnCommit(engine.world, push),
  });
}
