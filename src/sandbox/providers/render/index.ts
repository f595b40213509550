import type { PretendPlatformOptions, PretendProvider } from '../provider.ts';
import { pretendProvider } from '../shared/pretend-provider.ts';
import { createRateLimit } from './api/rate-limit.ts';
import { apiRouter } from './api/router.ts';
import { learnCommit } from './branches.ts';
import { createEngine } from './engine.ts';
import { renderPanel } from './panel.ts';
import { panelActs } from './panel-acts.ts';

/** A Render of one workspace with two services that builds nothing and answers as the vendor does. */
export function createPretendRender(options: PretendPlatformOptions): PretendProvider {
  const engine = createEngine(options);
  const rateLimit = createRateLimit(engine.now);
  return pretendProvider({
    id: 'render',
    name: 'Render',
    engine,
    api: apiRouter(engine, rateLimit),
    panel: () => renderPanel(engine, options.baseUrl()),
    acts: panelActs(engine, rateLimit),
    learn: (push) => learnCommit(engine.world, push, engine.now()),
  });
}
