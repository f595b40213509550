import { type Excerpt, excerptBuildLog } from '../integrations/build-log/excerpt.ts';
import { wholeBuildLog } from '../integrations/build-log/whole.ts';
import type { Connections } from '../integrations/connections.ts';
import type { BuildLogLine } from '../integrations/contract.ts';
import type { PreviewRow } from '../store/schema.ts';

/** The part of a build log that a person looks for first, and how much there is of it in all. */
export interface BuildLog extends Excerpt {
  lineCount: number;
}

/** Asks the vendor for a deployment's build log, and gives what to look at first. Throws `ProviderError`. */
export async function readBuildLog(
  connections: Connections,
  preview: PreviewRow,
  externalId: string,
): Promise<BuildLog> {
  const { lines, secrets } = await fetchLog(connections, preview, externalId);
  return { ...excerptBuildLog(lines, { secrets }), lineCount: lines.length };
}

/** The same, and gives all of it: no colours, no secrets. */
export async function readWholeBuildLog(
  connections: Connections,
  preview: PreviewRow,
  externalId: string,
): Promise<string[]> {
  const { lines, secrets } = await fetchLog(connections, preview, externalId);
  return wholeBuildLog(lines, secrets);
}

async function fetchLog(
  connections: Connections,
  { workspace_id: workspaceId, integration_id: integrationId }: PreviewRow,
  externalId: string,
): Promise<{ lines: BuildLogLine[]; secrets: string[] }> {
  const lines = await connections.withPlatform(workspaceId, integrationId, (platform) =>
    platform.buildLog(externalId),
  );
  return { lines, secrets: await connections.secretsOf(workspaceId, integrationId) };
}
