import { restoreBackup } from '../backup/restore-backup.ts';
import { dataDirOf } from '../config.ts';
import { KEY_FILE } from '../store/open-store.ts';
import { readCommandLine } from './command-line.ts';
import { runCommand } from './run-command.ts';
import { UsageError } from './usage-error.ts';

const USAGE = 'npm run restore -- <folder of the backup> [--force]';

await runCommand(async (print) => {
  const { values, positionals } = readCommandLine(USAGE, {
    options: { force: { type: 'boolean' } },
    allowPositionals: true,
  });
  const [source, ...rest] = positionals;
  if (source === undefined || rest.length > 0) throw new UsageError(`Usage: ${USAGE}`);
  const dataDir = dataDirOf(process.env);
  const force = values.force ?? false;
  const { inventory, aside } = await restoreBackup({ source, dataDir, force, now: () => new Date() });
  await print(
    `Restored ${source}, made ${inventory.createdAt} by version ${inventory.version}, to ${dataDir}.`,
  );
  if (aside !== undefined) await print(`What was there before is in ${aside}.`);
  if (inventory.sealedWithKeys.length === 0 || KEY_FILE in inventory.files) return true;
  await print(
    `Its credentials need the key ${inventory.sealedWithKeys.join(', ')}: put it at ${dataDir}/${KEY_FILE}, mode 600, or set BUILDRUNNER_ENCRYPTION_KEY.`,
  );
  return true;
});
