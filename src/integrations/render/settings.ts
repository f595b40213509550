import type { Connection } from '../contract.ts';
import { plainBranch, USUAL_PRODUCTION_BRANCHES } from '../deployment-rules/branches.ts';

/**
 * How previews come about. Render's API cannot make a Git-backed preview, so there are two ways and no third: deploy
 * branches to one service kept for it, or watch the previews that Render makes of pull requests by itself.
 */
export type PreviewMode = 'preview_service' | 'pull_request_previews';

/** What a person configured, in the adapter's words. */
export interface RenderSettings {
  /** In mode `preview_service` the service kept for previews, in the other the one whose pull requests are previewed. */
  serviceId: string;
  mode: PreviewMode;
  /** Never deployed, whatever the service's name says. */
  productionBranches: readonly string[];
}

export function settingsOf({ values }: Connection): RenderSettings {
  const branch = values.production_branch?.trim();
  return {
    serviceId: values.service_id ?? '',
    mode: values.preview_mode === 'pull_request_previews' ? 'pull_request_previews' : 'preview_service',
    productionBranches: branch ? [plainBranch(branch)] : USUAL_PRODUCTION_BRANCHES,
  };
}
