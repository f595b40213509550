import packageJson from '../../package.json' with { type: 'json' };
import { makeBackup } from '../backup/make-backup.ts';
import { dataDirOf } from '../config.ts';
import { KEY_FILE } from '../store/open-store.ts';
import { readCommandLine } from './command-line.ts';
import { runCommand } from './run-command.ts';
import { UsageError } from './usage-error.ts';

const USAGE = 'npm run backup -- <new folder> [--with-key]';

await runCommand(async (print) => {
  const { values, positionals } = readCommandLine(USAGE, {
    options: { 'with-key': { type: 'boolean' } },
    allowPositionals: true,
  });
  const [target, ...rest] = positionals;
  if (target === undefined || rest.length > 0) throw new UsageError(`Usage: ${USAGE}`);
  const { version } = packageJson;
  const withKey = values['with-key'] ?? false;
  const dataDir = dataDirOf(process.env);
  const { files, sealedWithKeys } = await makeBackup({
    dataDir,
    target,
    withKey,
    version,
    now: () => new Date(),
  });
  for (const [path, { bytes }] of Object.entries(files)) await print(`${path}  ${bytes} bytes`);
  await print(`Backed up ${dataDir} to ${target}.`);
  if (sealedWithKeys.length === 0 || withKey) return true;
  await print(
    `The key is not in it. Keep it elsewhere: ${dataDir}/${KEY_FILE}, unless it is BUILDRUNNER_ENCRYPTION_KEY.`,
  );
  return true;
});
