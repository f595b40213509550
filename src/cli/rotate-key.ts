import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { dataDirOf } from '../config.ts';
import { keysInUse } from '../integrations/reseal.ts';
import { KEY_FILE_WATCH_MS } from '../security/follow-key-file.ts';
import { readKeyFile, replaceKeyFile } from '../security/key-file.ts';
import { KEY_BYTES, keyIdFor, type VaultKey } from '../security/vault-key.ts';
import { isDataDirLocked } from '../store/data-dir-lock.ts';
import { KEY_FILE, SETTINGS_FOLDER } from '../store/open-store.ts';
import { openSettings } from '../store/settings.ts';
import { readCommandLine } from './command-line.ts';
import { folderHolding } from './folder-holding.ts';
import { type Print, runCommand } from './run-command.ts';
import { UsageError } from './usage-error.ts';

const USAGE = `npm run rotate-key [-- --forget]

Makes a new key in DATA_DIR's key file and has everything sealed with it, also while BuildRunner runs.
  --forget   removes the older keys, once nothing is sealed with them: backups of before cannot be opened then`;

/** How long a running BuildRunner is waited for, and how often it is looked at, in ms. */
const PATIENCE_MS = 60_000;
const LOOK_MS = 250;

/** `npm run rotate-key` */
await runCommand(async (print) => {
  const { values } = readCommandLine(USAGE, {
    options: { forget: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help) throw new UsageError(`Usage: ${USAGE}`);
  if (process.env.BUILDRUNNER_ENCRYPTION_KEY) {
    throw new UsageError(
      'The key is in BUILDRUNNER_ENCRYPTION_KEY. Put a new one (openssl rand -base64 32) in front of it, with a comma between, and restart: everything is sealed with the new one at the start.',
    );
  }
  const folder = keyFolder(dataDirOf(process.env));
  const path = join(folder, KEY_FILE);
  const place = { folder, path };
  const keys = (await readKeyFile(path)) ?? [];
  return values.forget ? forgetOlder(place, keys, print) : rotate(place, keys, print);
});

/** A data folder, and the key file in it. */
interface Place {
  folder: string;
  path: string;
}

/** The new key is put in front of those there are. Where an earlier rotation was cut off, that one is finished. */
async function rotate({ folder, path }: Place, keys: readonly VaultKey[], print: Print): Promise<boolean> {
  let sealing = keys[0];
  if (!sealing || (await countOlder(folder, sealing)) === 0) {
    const key = randomBytes(KEY_BYTES);
    sealing = { id: keyIdFor(key), key };
    await replaceKeyFile(path, [sealing, ...keys]);
    await print(`The new key ${sealing.id} is in ${path}.`);
  } else {
    await print(`The key ${sealing.id} is new already; what an older one sealed is not sealed anew yet.`);
  }
  if (!isDataDirLocked(folder)) {
    await print('BuildRunner is not running: it seals everything with the new key when it starts.');
    return true;
  }
  // Long enough for it to have seen the new key: what it seals until then, it seals with the old one.
  await delay(2 * KEY_FILE_WATCH_MS);
  const deadline = Date.now() + PATIENCE_MS;
  while ((await countOlder(folder, sealing)) > 0) {
    if (Date.now() > deadline) {
      await print(
        'BuildRunner has not sealed everything with it yet. Its log says why; it goes on by itself.',
      );
      return false;
    }
    await delay(LOOK_MS);
  }
  await print('Everything is sealed with it. The older keys open backups; --forget removes them.');
  return true;
}

async function forgetOlder(
  { folder, path }: Place,
  [sealing, ...older]: readonly VaultKey[],
  print: Print,
): Promise<boolean> {
  if (!sealing || older.length === 0) {
    await print('There is no older key.');
    return true;
  }
  const left = await countOlder(folder, sealing);
  if (left > 0)
    throw new UsageError(`${left} workspaces are not sealed with the new key yet. Run: npm run rotate-key`);
  await replaceKeyFile(path, [sealing]);
  await print(`Forgotten: ${older.map(({ id }) => id).join(', ')}.`);
  return true;
}

/** How many workspaces hold something that another key sealed. */
async function countOlder(folder: string, { id }: VaultKey): Promise<number> {
  // Opened anew each time: what is read once is remembered.
  const settings = openSettings({ directory: join(folder, SETTINGS_FOLDER) });
  const workspaces = await settings.workspaces();
  const used = await Promise.all(
    workspaces.map(async (workspace) => keysInUse(await settings.read(workspace))),
  );
  return used.filter((keys) => [...keys].some((key) => key !== id)).length;
}

/** Where the key file is: a bot's own, or else that of the sandbox. */
function keyFolder(dataDir: string): string {
  const found = folderHolding(KEY_FILE, dataDir);
  if (found) return found;
  throw new UsageError(
    `${dataDir} holds no key file. It is made when BuildRunner first starts; set DATA_DIR to its folder.`,
  );
}
