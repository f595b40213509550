import { type Excerpt, excerptBuildLog } from '../integrations/build-log/excerpt.ts';
import type { Connections } from '../integrations/connections.ts';
import type { PreviewRow } from '../store/schema.ts';

/** The part of a build log that a person looks for first, and how much there is of it in all. */
export interface BuildLog extends Excerpt {
  lineCount: number;
}

/** Asks the vendor for a deployment's build log. Throws `ProviderError`. */
export async function readBuildLog(
  connections: Connections,
  preview: PreviewRow,
  externalId: string,
): Promise<BuildLog> {
  const { workspace_id: workspaceId, integration_id: integrationId } = preview;
  const lines = await connections.withPlatform(workspaceId, integrationId, (platform) =>
    platform.buildLog(externalId),
  );
  const secrets = await connections.secretsOf(workspaceId, integrationId);
  return { ...excerptBuildLog(lines, { secrets }), lineCount: lines.length };
}
