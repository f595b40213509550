import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import packageJson from '../../package.json' with { type: 'json' };
import { type Config, ConfigError, dataDirOf, readConfig, secretsOf } from '../config.ts';
import { checkDataFolder } from '../doctor/data-folder.ts';
import { checkNode } from '../doctor/environment.ts';
import { examine } from '../doctor/examine.ts';
import { type Finding, fail } from '../doctor/finding.ts';
import { loadManifests, type Manifest } from '../integrations/manifest.ts';
import { createRedactor } from '../security/redact.ts';
import { readCommandLine } from './command-line.ts';
import { runCommand } from './run-command.ts';

const ROOT = join(import.meta.dirname, '../..');
const slackManifestSchema = z.object({
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
});

await runCommand(async (print) => {
  readCommandLine('npm run doctor', {});
  const redactor = createRedactor();
  const manifests = await loadManifests(join(ROOT, 'manifests'));
  const node = checkNode(process.versions.node, packageJson.engines.node);
  const findings = [node, ...(await findingsOf(manifests, redactor))];
  for (const line of findings.flatMap(linesOf)) await print(redactor.redact(line));
  const count = (level: Finding['level']) => findings.filter((finding) => finding.level === level).length;
  await print(`\n${count('ok')} ok, ${count('warn')} to look at, ${count('fail')} to mend`);
  return count('fail') === 0;
});

async function findingsOf(
  manifests: ReadonlyMap<string, Manifest>,
  redactor: ReturnType<typeof createRedactor>,
): Promise<Finding[]> {
  const uid = process.getuid?.();
  let config: Config;
  try {
    config = readConfig(process.env, [...manifests.keys()]);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const problems = error.problems.map((problem) => fail('Environment', problem, 'See .env.example.'));
    return [...problems, ...(await checkDataFolder(dataDirOf(process.env), uid))];
  }
  for (const secret of secretsOf(config)) redactor.remember(secret);
  const slackManifest = slackManifestSchema.parse(
    parse(await readFile(join(ROOT, 'slack-manifest.yml'), 'utf8')),
  );
  const scopes = slackManifest.oauth_config.scopes.bot;
  return examine({ config, manifests, redactor, scopes, uid, now: () => new Date() });
}

function linesOf({ level, what, text, mend }: Finding): string[] {
  const line = `${level.padEnd(5)} ${what}: ${text}`;
  return mend === undefined ? [line] : [line, `      → ${mend}`];
}
