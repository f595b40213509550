import { BackupError } from '../backup/errors.ts';
import { ConfigError } from '../config.ts';
import { PolicyError } from '../governance/policy-file.ts';
import { ManifestError } from '../integrations/manifest.ts';
import { KeyError } from '../security/vault-key.ts';
import { StoreError } from '../store/errors.ts';
import { QueryError } from '../store/read-only.ts';
import { UsageError } from './usage-error.ts';

/** Their messages are written for whoever starts the process or types the command; anything else comes with its stack. */
const EXPLAINED = [
  BackupError,
  ConfigError,
  KeyError,
  ManifestError,
  PolicyError,
  QueryError,
  StoreError,
  UsageError,
];
/** What was given to the process is wrong: starting it again does not help. */
const MISGIVEN = [ConfigError, UsageError];

/** What ends a process, as a person is told of it, and the exit code: 2 where what was given to it is wrong, else 1. */
export function explainError(error: unknown): { text: string; exitCode: 1 | 2 } {
  const isOneOf = (kinds: readonly (new (...given: never[]) => Error)[]) =>
    kinds.some((kind) => error instanceof kind);
  const exitCode = isOneOf(MISGIVEN) ? 2 : 1;
  if (!(error instanceof Error)) return { text: String(error), exitCode };
  return { text: (isOneOf(EXPLAINED) ? error.message : error.stack) ?? error.message, exitCode };
}
