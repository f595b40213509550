import type { PretendOptions, PretendProvider } from '../provider.ts';
import { pretendProvider } from '../shared/pretend-provider.ts';
import { createRateLimit } from './api/rate-limit.ts';
import { apiRouter } from './api/router.ts';
import { createEngine } from './engine.ts';
import { jiraPanel } from './panel/panel.ts';
import { panelActs } from './panel-acts/panel-acts.ts';

/** A Jira Cloud of one site and two projects that answers as the vendor does. */
export function createPretendJira(options: PretendOptions): PretendProvider {
  const engine = createEngine(options);
  const rateLimit = createRateLimit(engine.now);
  return pretendProvider({
    id: 'jira',
    name: 'Jira',
    engine,
    api: apiRouter(engine, rateLimit),
    panel: () => jiraPanel(engine, options.baseUrl()),
    acts: panelActs(engine, rateLimit),
  });
}
