import type { BuildLogLine } from '../contract.ts';
import { maskSecrets } from './mask.ts';
import { readableLines } from './readable.ts';

/** A whole build log, without colours and secrets; empty where the build never began. */
export function wholeBuildLog(log: readonly BuildLogLine[], secrets: readonly string[]): string[] {
  return maskSecrets(readableLines(log), secrets);
}
