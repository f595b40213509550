/** What stands where a secret stood. The last patterns know it by sight. */
export const MASK = '[redacted]';

/**
 * How secrets look that nobody registered. Each pattern is linear in the text: no two repetitions compete for the same
 * characters, and none begins with one. Where there are groups, the first is kept and the rest is masked.
 */
export const SECRET_PATTERNS: readonly RegExp[] = [
  // A PEM private key; one that was cut off is masked to the end.
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*-----|$)/g,
  // Whole headers. Authorization and cookies may hold blanks, so the line is masked.
  /((?:authorization|cookie)\\{0,3}["']?\s{0,3}[:=]\s{0,3}\\{0,3}["']?)[^\s"'\\][^\r\n"']*/gi,
  /((?:api-key|api-token|access-token|auth-token):\s{0,3})[^\s"',;]+/gi,
  /(Bearer\s{1,3})[A-Za-z0-9._~+/=[\]-]{8,}/gi,
  /(Basic\s{1,3})[A-Za-z0-9+/=[\]-]{16,}/gi,
  // scheme://user:password@host
  /(:\/\/)[^\s/?#"'<>]+(?=@)/g,
  // Slack
  /xox[a-z](?:\.xox[a-z])?-[A-Za-z0-9-]{6,}/g,
  /xapp-[A-Za-z0-9-]{6,}/g,
  // Slack's response and incoming-webhook URLs: whoever has one may post.
  /(\/(?:services|commands|actions|workflows|triggers)\/[TE][A-Z0-9]{5,}\/)[A-Za-z0-9/]+/g,
  // GitHub
  /gh[pousr]_[A-Za-z0-9]{16,}/g,
  /github_pat_[A-Za-z0-9_]{16,}/g,
  // Linear, Render, Netlify
  /lin_(?:api|oauth|wh)_[A-Za-z0-9]{8,}/g,
  /rnd_[A-Za-z0-9]{16,}/g,
  /nf[poc]_[A-Za-z0-9]{16,}/g,
  // Atlassian API tokens
  /ATATT3[A-Za-z0-9_=-]{16,}/g,
  // Standard Webhooks
  /whsec_[A-Za-z0-9+/=]{8,}/g,
  // AWS, and the many that begin with sk- or sk_live_
  /(?<![A-Za-z0-9])AKIA[A-Za-z0-9]{12,}/g,
  /(?<![A-Za-z0-9])sk[-_][A-Za-z0-9_-]{16,}/g,
  // JSON Web Tokens
  /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*/g,
  // key=value in queries, forms and command lines
  /((?:token|api[_-]?key|secret|password|passwd|signature|private[_-]?key)=)(?:\[redacted\]|"[^"\r\n]*"?|'[^'\r\n]*'?|[^\s&"'<>;,]+)/gi,
  // "key":"value" in JSON, in JSON within JSON, and as Node prints objects
  /((?:token|api[_-]?key|secret|password|passwd|private[_-]?key)\\{0,3}["']?\s{0,3}:\s{0,3}\\{0,3}(["']))(?:(?!\2)[^\\\r\n]|\\.)+/gi,
];
