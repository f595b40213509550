import { newPreview } from '../../src/previews/new-preview.ts';
import type { PreviewRow } from '../../src/store/schema.ts';

/** A preview of `feature/login` that was asked for at ten, with `changes` applied. */
export function previewRow(changes: Partial<PreviewRow> = {}): PreviewRow {
  const integration = {
    id: 'int-1',
    projectId: 'default',
    provider: 'vercel',
    fields: {},
    credentials: {},
    configuredBy: 'U1',
    configuredAt: '2026-01-01T00:00:00.000Z',
  };
  const fresh = newPreview({
    id: 'pv-7k3m9x',
    integration,
    workspaceId: 'T1',
    branch: 'feature/login',
    channel: 'C1',
    requestedBy: 'U1',
    now: new Date('2026-01-05T10:00:00.000Z'),
  });
  return { ...fresh, ...changes };
}
