import type { PretendOptions, PretendProvider } from '../provider.ts';
import { pretendProvider } from '../shared/pretend-provider.ts';
import { createRateLimit } from './api/rate-limit.ts';
import { apiRouter } from './api/router.ts';
import { createEngine } from './engine.ts';
import { linearPanel } from './panel/panel.ts';
import { panelActs } from './panel-acts/panel-acts.ts';

/** A Linear of one workspace and two teams that runs GraphQL as the vendor does, on the part of its schema in use. */
export function createPretendLinear(options: PretendOptions): PretendProvider {
  const engine = createEngine(options);
  const rateLimit = createRateLimit(engine.now);
  return pretendProvider({
    id: 'linear',
    name: 'Linear',
    engine,
    api: apiRouter(engine, rateLimit),
    panel: () => linearPanel(engine, options.baseUrl()),
    acts: panelActs(engine, rateLimit),
  });
}
