import { stripVTControlCharacters } from 'node:util';
import type { BuildLogLine } from '../contract.ts';
import { maskPrivateKeys } from './mask.ts';

/** What is looked at of a line, in characters: bundlers print whole minified files. */
const LOOKED_AT = 2_000;

/** A build log as a terminal would show it, without private keys; other secrets may still stand in it. */
export function readableLines(log: readonly (BuildLogLine | string)[]): string[] {
  return maskPrivateKeys(withoutOuterBlanks(log.flatMap(readable)));
}

export function withoutOuterBlanks(lines: string[]): string[] {
  const begin = lines.findIndex((line) => line !== '');
  const end = lines.findLastIndex((line) => line !== '');
  return begin < 0 ? [] : lines.slice(begin, end + 1);
}

/** Colours gone, of a progress line that overwrote itself the last state. */
function readable(entry: BuildLogLine | string): string[] {
  const text = typeof entry === 'string' ? entry : entry.text;
  return text.split(/\r?\n/).map((line) => {
    const plain = stripVTControlCharacters(line).trimEnd();
    const shown = plain.slice(plain.lastIndexOf('\r') + 1);
    return shown.slice(0, LOOKED_AT);
  });
}
