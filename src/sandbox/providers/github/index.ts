import type { HostedPush, PretendOptions, PretendProvider } from '../provider.ts';
import { pretendProvider } from '../shared/pretend-provider.ts';
import { createRateLimit } from './api/rate-limit.ts';
import { apiRouter } from './api/router.ts';
import { createEngine } from './engine.ts';
import { githubPanel } from './panel/panel.ts';
import { panelActs } from './panel-acts/panel-acts.ts';

export interface PretendGitHub extends PretendProvider {
  /**
   * Calls `listener` with every commit that reaches a branch, for pretend platforms that deploy what is pushed;
   * answers the way to stop that.
   */
  onPush(listener: (push: HostedPush) => void): () => void;
}

/** A GitHub of one organization and one repository that answers as the vendor does. */
export function createPretendGitHub(options: PretendOptions): PretendGitHub {
  const engine = createEngine(options);
  const rateLimit = createRateLimit(engine.now);
  const provider = pretendProvider({
    id: 'github',
    name: 'GitHub',
    engine,
    api: apiRouter(engine, rateLimit),
    panel: () => githubPanel(engine, options.baseUrl()),
    acts: panelActs(engine, rateLimit),
  });
  return { ...provider, onPush: engine.onPush };
}
