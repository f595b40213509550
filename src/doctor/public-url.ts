import { type Finding, fail, ok, problemOf, warn } from './finding.ts';

const WHAT = 'Public URL';
const PATIENCE_MS = 10_000;

/**
 * Whether the world reaches BuildRunner: its own `/healthz`, asked for from outside. In Socket Mode it is only the vendors
 * that would, and BuildRunner asks them by itself as well.
 */
export async function checkPublicUrl(
  publicUrl: string | undefined,
  port: number,
  { bySocket = false } = {},
): Promise<Finding[]> {
  if (publicUrl === undefined) {
    const whom = bySocket ? 'the vendors' : 'Slack and the vendors';
    const mend = `Set PUBLIC_URL to the https address at which ${whom} reach this machine.`;
    return [(bySocket ? warn : fail)(WHAT, 'PUBLIC_URL is not set, so no webhook can be registered', mend)];
  }
  const findings: Finding[] = [];
  if (!publicUrl.startsWith('https://')) {
    findings.push(
      warn(
        WHAT,
        `${publicUrl} is not https, which Slack and vendors ask for`,
        'Put a proxy with TLS before it, see docs/operations.md.',
      ),
    );
  }
  const answer = await ask(`${publicUrl}/healthz`);
  const mend = `Is BuildRunner running, and does the proxy pass everything on to port ${port}?`;
  if (answer.isOurs) findings.push(ok(WHAT, `${publicUrl} reaches BuildRunner`));
  else findings.push(fail(WHAT, `${publicUrl}/healthz ${answer.found}`, mend));
  return findings;
}

/** The same for the sandbox, which may as well not be running. */
export async function checkSandbox(address: string): Promise<Finding> {
  const answer = await ask(`${address}/healthz`);
  if (answer.isOurs) return ok('Sandbox', `open at ${address}/sandbox`);
  return warn('Sandbox', `${address}/healthz ${answer.found}`, 'Start it with npm start.');
}

async function ask(url: string): Promise<{ isOurs: boolean; found: string }> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) });
    const body = await response.text();
    return { isOurs: response.ok && body.includes('"status":"ok"'), found: `answers ${response.status}` };
  } catch (error) {
    return { isOurs: false, found: `cannot be reached: ${problemOf(error)}` };
  }
}
