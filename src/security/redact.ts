import { redactValue } from './redact-value.ts';
import { secretForms } from './secret-forms.ts';
import { MASK, SECRET_PATTERNS } from './secret-patterns.ts';

/**
 * A mask may complete what another pattern looks for ("Basic token=..."), so patterns are applied until nothing changes.
 * Two rounds nearly always do; the bound keeps the time linear.
 */
const MOST_ROUNDS = 5;

/** Takes secrets out of whatever is written down: logs, errors, audit rows, metrics. */
export interface Redactor {
  /** From now on masks this secret in all its spellings. Ignored under six characters. */
  remember(secret: string): void;
  /** Masks every remembered secret and everything that looks like one. Doing it twice changes nothing more. */
  redact(text: string): string;
  /** The same for a value of any kind; what comes back is plain data, fit for JSON. */
  redactObject(value: unknown): unknown;
}

/**
 * Makes a redactor that as yet remembers nothing. Its time is linear in the text; remembered secrets are kept in
 * memory for the life of the process.
 */
export function createRedactor(): Redactor {
  const forms = new Set<string>();
  let remembered: RegExp | undefined;

  const redact = (text: string): string => {
    // Secrets first: a pattern that took a part of one would leave the rest unrecognized.
    let masked = remembered ? text.replace(remembered, MASK) : text;
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const before = masked;
      for (const pattern of SECRET_PATTERNS) masked = masked.replace(pattern, maskAfterGroup);
      if (masked === before) break;
    }
    return masked;
  };

  return {
    remember(secret) {
      const unknown = secretForms(secret).filter((form) => !forms.has(form) && !MASK.includes(form));
      if (unknown.length === 0) return;
      for (const form of unknown) forms.add(form);
      remembered = anyOf(forms);
    },
    redact,
    redactObject: (value) => redactValue(value, { text: redact, mask: MASK }),
  };
}

/** Longest first, so that a secret that begins with another is masked whole. */
function anyOf(forms: ReadonlySet<string>): RegExp | undefined {
  if (forms.size === 0) return undefined;
  const escaped = [MASK, ...[...forms].sort((a, b) => b.length - a.length)].map((form) =>
    form.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'),
  );
  return new RegExp(escaped.join('|'), 'g');
}

/** `kept` is the pattern's group, or the match's offset where it has none. */
function maskAfterGroup(_match: string, kept: string | number): string {
  return typeof kept === 'string' ? kept + MASK : MASK;
}
