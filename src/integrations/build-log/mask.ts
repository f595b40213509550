import { createRedactor } from '../../security/redact.ts';
import { MASK } from '../../security/secret-patterns.ts';
import { LINE_PREFIX } from './patterns.ts';

/** How secrets stand in build logs besides: printed environments, tokens of build tools, sentences about them. */
const BUILD_LOG_PATTERNS: readonly RegExp[] = [
  // npm, GitLab, Vercel, Google, AWS session keys, SendGrid
  /(?<!\w)(?:npm_|glpat-|vc[a-z]_)[\w-]{16,}/g,
  /(?<!\w)(?:AIza[\w-]{30,}|ASIA[0-9A-Z]{16}|SG\.[\w-]{10,}\.[\w-]{10,})/g,
  // An environment assignment whose name tells: DJANGO_KEY=..., _authToken=...
  /((?<![\w.-])[\w.-]*(?:key|token|secret|passw(?:or)?d|pwd|credentials?|dsn)[\w-]*\s?=\s?["']?)(?!\[redacted\])[^\s"',;&]+/gi,
  /((?<![\w-])[\w-]*(?:passw(?:or)?d|secret|(?:api|access|private|client)[_-]?key)["']?\s*:\s*["']?)(?!\[redacted\])[^\s"',;&]{4,}/gi,
  // A digit is asked for, so that "Unexpected token: operator" stays readable.
  /((?<![\w-])[\w-]*token["']?\s*:\s*["']?)(?=[^\s"',;&]*\d)[^\s"',;&[]{8,}/gi,
  // "the token is a1b2c3…"
  /(\b(?:token|secret|passw(?:or)?d|api[ _-]?key)\s+(?:is\s+)?["']?)(?=[\w.~+/=-]*\d)(?=[\w.~+/=-]*[a-z])[\w.~+/=-]{16,}/gi,
];

const KEY_BEGINS = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
const KEY_ENDS = /-----END [A-Z ]*PRIVATE KEY-----/;
/** What stands between: base64, or a header of an encrypted key. Anything else means that the end was lost. */
const KEY_BODY = /^\s*(?:[A-Za-z0-9+/=]*|(?:Proc-Type|DEK-Info): .*)\s*$/;

/** Takes secrets out of lines. `known` are values that must not be seen, whatever they look like. */
export function maskSecrets(lines: readonly string[], known: readonly string[] = []): string[] {
  const redactor = createRedactor();
  for (const secret of known) redactor.remember(secret);
  return lines.map((line) =>
    BUILD_LOG_PATTERNS.reduce((text, pattern) => text.replace(pattern, keepGroup), redactor.redact(line)),
  );
}

/** Takes private keys out of a whole log: a part of it does not show where one begins. */
export function maskPrivateKeys(lines: readonly string[]): string[] {
  let insideKey = false;
  return lines.map((line) => {
    if (KEY_BEGINS.test(line)) {
      insideKey = !KEY_ENDS.test(line);
      return MASK;
    }
    if (!insideKey) return line;
    const ends = KEY_ENDS.test(line);
    const belongs = ends || KEY_BODY.test(line.replace(LINE_PREFIX, ''));
    insideKey = belongs && !ends;
    return belongs ? MASK : line;
  });
}

/** `kept` is the pattern's group, or the match's offset where it has none. */
function keepGroup(_match: string, kept: string | number): string {
  return typeof kept === 'string' ? kept + MASK : MASK;
}
