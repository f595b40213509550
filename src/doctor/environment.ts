import type { Config } from '../config.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

const SIGNING_SECRET = /^[0-9a-f]{32}$/;

/** @param engines the range in `package.json`: `>=26`, or `>=22.19` */
export function checkNode(version: string, engines: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [, ...needed] = /(\d+)(?:\.(\d+))?/.exec(engines) ?? [];
  const [neededMajor = 0, neededMinor = 0] = needed.map((part = '0') => Number(part));
  const isNew = major > neededMajor || (major === neededMajor && minor >= neededMinor);
  if (isNew) return ok('Node', version);
  return fail(
    'Node',
    `${version} is too old; ${engines} is needed`,
    'Start with npm start: it uses the Node that npm ci installed.',
  );
}

/** What is set, and what will be missed. */
export function checkEnvironment(config: Config): Finding[] {
  if (!config.slack) {
    return [
      ok('Environment', 'nothing is said of Slack, so this is the sandbox: nothing leaves this machine'),
    ];
  }
  const findings = [ok('Environment', 'complete')];
  const { signingSecret } = config.slack;
  if (signingSecret !== undefined && !SIGNING_SECRET.test(signingSecret)) {
    const mend = 'Copy it once more from your app at https://api.slack.com/apps, Basic Information.';
    findings.push(
      warn('Slack', 'SLACK_SIGNING_SECRET does not look like one: they are 32 digits and letters a-f', mend),
    );
  }
  if (config.apiToken === undefined) {
    const mend = 'Where they are wanted: set BUILDRUNNER_API_TOKEN, like openssl rand -hex 32 makes one.';
    findings.push(warn('API', 'BUILDRUNNER_API_TOKEN is not set, so the API and /metrics are closed', mend));
  }
  return findings;
}
