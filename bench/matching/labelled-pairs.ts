import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Two titles, and whether they name the same piece of work. */
export interface LabelledPair {
  label: 'same' | 'different';
  /** What makes the pair hard: `typo`, `opposite`, `subtask` ... */
  kind: string;
  /** As an issue is titled. */
  issue: string;
  /** As a microstep is titled. */
  microstep: string;
}

export type Half = 'tuning' | 'held-out';

/**
 * The labelled pairs of one half. The halves share no subject: one was used to choose weights and bars, the other only
 * to report.
 */
export function labelledPairs(half: Half): LabelledPair[] {
  const folder = join(import.meta.dirname, half);
  return readdirSync(folder)
    .toSorted()
    .flatMap((file) => lines(join(folder, file)).map(parseLine));
}

/** Titles of different rows that were judged, one by one and by hand, to be the same work as well. */
export function sameAcrossRows(): { issue: string; microstep: string }[] {
  return lines(join(import.meta.dirname, 'same-across-rows.txt')).map((line) => {
    const [issue = '', microstep = ''] = line.split(/\s+\|\s+/);
    return { issue, microstep };
  });
}

function lines(file: string): string[] {
  return readFileSync(file, 'utf8').trim().split('\n');
}

/** `label | kind | issue | microstep`, the first two parted by blanks only. */
function parseLine(line: string): LabelledPair {
  const [label, kind = '', issue = '', microstep = ''] = line.split(/\s+\|\s+/).map((part) => part.trim());
  if ((label !== 'same' && label !== 'different') || microstep === '') throw new Error(`Not a pair: ${line}`);
  return { label, kind, issue, microstep };
}
