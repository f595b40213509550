import { join } from 'node:path';
import { sandboxApiUrls, sandboxDataDir } from '../config/sandbox-config.ts';
import type { Config } from '../config.ts';
import { loadPolicy } from '../governance/policy-file.ts';
import { createConnections } from '../integrations/connections.ts';
import { createHouseOutbound } from '../integrations/house-outbound.ts';
import type { Manifest } from '../integrations/manifest.ts';
import { providers } from '../integrations/registry.ts';
import type { Redactor } from '../security/redact.ts';
import { SETTINGS_FOLDER } from '../store/open-store.ts';
import { openSettings } from '../store/settings.ts';
import { checkDataFolder } from './data-folder.ts';
import { checkEnvironment } from './environment.ts';
import { type Finding, fail, ok, problemOf } from './finding.ts';
import { checkIntegrations } from './integrations.ts';
import { checkPublicUrl, checkSandbox } from './public-url.ts';
import { checkSlack } from './slack.ts';
import { checkSocketMode } from './socket-mode.ts';
import { checkStored } from './stored.ts';

export interface ExamineOptions {
  config: Config;
  manifests: ReadonlyMap<string, Manifest>;
  redactor: Redactor;
  /** The scopes that `slack-manifest.yml` asks for. */
  scopes: readonly string[];
  /** The user that BuildRunner runs as, where the system has such. */
  uid: number | undefined;
  now: () => Date;
}

/** Looks at everything that a working BuildRunner needs, and changes nothing. It may be running meanwhile. */
export async function examine(options: ExamineOptions): Promise<Finding[]> {
  const { manifests, uid, redactor } = options;
  const config = inItsWorld(options.config, manifests.keys());
  const outbound = createHouseOutbound({
    manifests,
    operatorUrls: [config.slackApiUrl, config.publicUrl, ...Object.values(config.apiUrls)],
    onCall: () => {},
  });
  const restoreFetch = outbound.install();
  try {
    const settings = openSettings({ directory: join(config.dataDir, SETTINGS_FOLDER) });
    const stored = await checkStored({ ...config, settings });
    const findings = [
      ...checkEnvironment(options.config),
      await checkPolicy(config.policyFile),
      ...(await checkDataFolder(config.dataDir, uid)),
      ...stored.findings,
    ];
    if (config.slack) {
      const { appToken } = config.slack;
      const slackOptions = { ...options, ...config.slack, apiUrl: config.slackApiUrl };
      findings.push(
        ...(await checkSlack(slackOptions)),
        ...(appToken === undefined ? [] : [await checkSocketMode(appToken, config.slackApiUrl)]),
        ...(await checkPublicUrl(config.publicUrl, config.port, { bySocket: appToken !== undefined })),
      );
    } else {
      const sandbox = await checkSandbox(`http://${config.host}:${config.port}`);
      findings.push(sandbox);
      // The pretend vendors live in it.
      if (sandbox.level !== 'ok') return findings;
    }
    if (!stored.vault) return findings;
    const { vault } = stored;
    const connections = createConnections({ ...config, settings, vault, providers, manifests, redactor });
    return [...findings, ...(await checkIntegrations({ ...config, settings, connections, manifests }))];
  } finally {
    restoreFetch();
    await outbound.close();
  }
}

/** In the sandbox everything is at its own address, and kept apart. */
function inItsWorld(config: Config, providerIds: Iterable<string>): Config {
  if (config.slack) return config;
  const local = `http://${config.host}:${config.port}`;
  return {
    ...config,
    publicUrl: config.publicUrl ?? local,
    apiUrls: { ...sandboxApiUrls(local, providerIds), ...config.apiUrls },
    dataDir: sandboxDataDir(config.dataDir),
  };
}

async function checkPolicy(file: string): Promise<Finding> {
  try {
    await loadPolicy(file);
    return ok('Policy', file);
  } catch (error) {
    return fail('Policy', problemOf(error), 'Mend what is named; a start is refused for it.');
  }
}
