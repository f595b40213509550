import { randomUUID } from 'node:crypto';
import type { Foundation } from './foundation.ts';
import { shortId } from './ids.ts';
import { namesOfKind, providerName } from './integrations/manifest.ts';
import { createIssues } from './issues/index.ts';
import { microstepChanged } from './issues/microstep-changed.ts';
import { previewPassed } from './issues/preview-passed.ts';
import { storedPlan } from './issues/stored-plan.ts';
import { createPlan } from './plan/plan.ts';
import { createBeginPreview } from './previews/begin.ts';
import { createBranchSearch } from './previews/branch-search.ts';
import { createPreviewLifetime } from './previews/lifetime.ts';
import { createPreviewQueries } from './previews/queries.ts';
import { createRecorder } from './previews/record.ts';
import { createPreviewRequests } from './previews/requests.ts';
import type { Transaction } from './store/database.ts';
import type { PreviewRow } from './store/schema.ts';

/** What they stand on. */
export type Ground = Pick<
  Foundation,
  | 'now'
  | 'newId'
  | 'manifests'
  | 'policy'
  | 'database'
  | 'settings'
  | 'queue'
  | 'audit'
  | 'gate'
  | 'connections'
>;

/**
 * What people can ask for, and the parts it is made of. They stand on whatever ground is given: that is how what was
 * approved is done by the very services that refused it.
 */
export function createServices<G extends Ground>(base: G) {
  const { queue, manifests, policy } = base;
  const previewParts = {
    ...base,
    record: createRecorder(base),
    retentionDays: () => policy().preview_environments.retention_days,
    platforms: namesOfKind(manifests, 'deployment_platform'),
    repositories: namesOfKind(manifests, 'repository'),
    providerName: (provider: string) => providerName(manifests, provider),
    onQaPassed: (transaction: Transaction, preview: PreviewRow) => previewPassed(queue, transaction, preview),
    begin: createBeginPreview({ ...base, newPreviewId: () => shortId('pv') }),
  };
  const previews = {
    ...createPreviewRequests(previewParts),
    ...createPreviewQueries(previewParts),
    ...createPreviewLifetime(previewParts),
    ...createBranchSearch(previewParts),
  };
  const plan = createPlan({
    ...base,
    onChange: (transaction, microstepId) => microstepChanged(queue, transaction, microstepId),
  });
  const planSide = storedPlan(plan);
  const issues = createIssues({
    ...base,
    plan: planSide,
    trackers: namesOfKind(manifests, 'issue_tracker'),
    newMarker: () => randomUUID(),
  });
  return { previewParts, previews, plan, planSide, issues };
}
