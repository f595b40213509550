import { z } from 'zod';
import { parseDebugIntegrations } from './config/debug-integrations.ts';
import { parseKeys } from './security/vault-key.ts';

/** Everything the process is told by its environment, checked and in our own words. */
export interface Config {
  port: number;
  host: string;
  dataDir: string;
  policyFile: string;
  /** Where the outside world reaches us, without a trailing slash; webhooks are registered for it. */
  publicUrl: string | undefined;
  logLevel: LogLevel;
  /** Whose requests and decisions are logged whatever the level: providers, and `slack`. */
  debugIntegrations: ReadonlySet<string>;
  /** Absent: nothing was said of Slack, so a pretend workspace is opened. */
  slack: SlackConfig | undefined;
  slackApiUrl: string | undefined;
  /** By provider: another base URL for its API. */
  apiUrls: Readonly<Record<string, string>>;
  /** By provider: the secrets its webhooks may be signed with; several while one is being rotated. */
  webhookSecrets: Readonly<Record<string, readonly string[]>>;
  apiToken: string | undefined;
  encryptionKey: string | undefined;
}

/**
 * One workspace, and how what people do there comes in: by requests that Slack signs, or, with an app token, over a
 * connection that we open (Socket Mode).
 */
export type SlackConfig = { botToken: string } & (
  | { signingSecret: string; appToken?: undefined }
  | { appToken: string; signingSecret?: undefined }
);

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** `VERCEL_API_URL`, `JIRA_WEBHOOK_SECRET`: any provider's, so that a new one needs no word here. */
const PROVIDER_VARIABLE = /^([A-Z]+)_(API_URL|WEBHOOK_SECRET)$/;

const optional = z
  .string()
  .trim()
  .transform((value) => value || undefined)
  .optional();

const BASE_URL_RULE =
  'must be an absolute http(s) URL without a user, a query or a slash at its end, like https://buildrunner.acme.example';

const baseUrl = optional.refine((value) => value === undefined || isBaseUrl(value), { error: BASE_URL_RULE });

const environmentSchema = z.object({
  PORT: z.coerce
    .number({ error: 'must be a port number, like 3000' })
    .int({ error: 'must be a port number, like 3000' })
    .min(0, { error: 'must be between 0 and 65535' })
    .max(65_535, { error: 'must be between 0 and 65535' })
    .default(3000),
  HOST: optional,
  POLICY_FILE: optional,
  PUBLIC_URL: baseUrl,
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }).default('info'),
  DEBUG_INTEGRATIONS: optional,
  NODE_ENV: optional,
  SLACK_BOT_TOKEN: optional.refine((value) => value === undefined || value.startsWith('xoxb-'), {
    error: 'must be a bot token: it starts with xoxb-',
  }),
  SLACK_SIGNING_SECRET: optional,
  SLACK_APP_TOKEN: optional.refine((value) => value === undefined || value.startsWith('xapp-'), {
    error: 'must be an app-level token: it starts with xapp-',
  }),
  SLACK_API_URL: optional.refine((value) => value === undefined || isPlainUrl(value), {
    error: 'must be an absolute http(s) URL without a user or a query',
  }),
  BUILDRUNNER_API_TOKEN: optional.refine((value) => value === undefined || value.length >= 16, {
    error: 'must be at least 16 characters long',
  }),
  BUILDRUNNER_ENCRYPTION_KEY: optional.refine((value) => value === undefined || areKeys(value), {
    error: 'must be 32 bytes in base64; make one with: openssl rand -base64 32',
  }),
});

const DEFAULT_DATA_DIR = './data';

/** Where the data is, for a command that needs to be told no more. */
export function dataDirOf(environment: Readonly<Record<string, string | undefined>>): string {
  return environment.DATA_DIR?.trim() || DEFAULT_DATA_DIR;
}

/** Lists every wrong or missing variable, so that one start tells all. Never holds a value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The environment is not complete:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

/**
 * Reads the environment; `providers` are those whose variables count, anybody else's are left alone. Throws `ConfigError` with every problem at once. With no Slack variable at all the result
 * has no `slack`, and the sandbox is what will run; never in production, where what is missing is named instead.
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  providers: readonly string[],
): Config {
  const parsed = environmentSchema.safeParse(environment);
  const perProvider = readProviderVariables(environment, providers);
  const debug = parseDebugIntegrations(environment.DEBUG_INTEGRATIONS, providers);
  const production = environment.NODE_ENV === 'production';
  const problems = [
    ...(parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)),
    ...perProvider.problems,
    ...(debug.problem === undefined ? [] : [debug.problem]),
    ...missingSlackVariables(environment, production),
  ];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);

  const values = parsed.data;
  const slack = slackOf(values);
  return {
    port: values.PORT,
    host: values.HOST ?? (slack ? '0.0.0.0' : '127.0.0.1'),
    dataDir: dataDirOf(environment),
    policyFile: values.POLICY_FILE ?? './governance/policy.yml',
    publicUrl: values.PUBLIC_URL,
    logLevel: values.LOG_LEVEL,
    debugIntegrations: debug.names,
    slack,
    slackApiUrl: values.SLACK_API_URL,
    apiUrls: perProvider.apiUrls,
    webhookSecrets: perProvider.webhookSecrets,
    apiToken: values.BUILDRUNNER_API_TOKEN,
    encryptionKey: values.BUILDRUNNER_ENCRYPTION_KEY,
  };
}

function slackOf(values: z.infer<typeof environmentSchema>): SlackConfig | undefined {
  const {
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_SIGNING_SECRET: signingSecret,
  } = values;
  if (!botToken) return undefined;
  if (appToken) return { botToken, appToken };
  return signingSecret ? { botToken, signingSecret } : undefined;
}

/** What must not be written anywhere. */
export function secretsOf(config: Config): string[] {
  const { slack, apiToken, encryptionKey, webhookSecrets } = config;
  const single = [slack?.botToken, slack?.signingSecret, slack?.appToken, apiToken, encryptionKey];
  return [...single.filter((secret) => secret !== undefined), ...Object.values(webhookSecrets).flat()];
}

function readProviderVariables(
  environment: Readonly<Record<string, string | undefined>>,
  providers: readonly string[],
) {
  const apiUrls: Record<string, string> = {};
  const webhookSecrets: Record<string, string[]> = {};
  const problems: string[] = [];
  for (const [name, raw] of Object.entries(environment)) {
    const [, upper, what] = PROVIDER_VARIABLE.exec(name) ?? [];
    const value = raw?.trim();
    const provider = upper?.toLowerCase() ?? '';
    if (!value || !providers.includes(provider)) continue;
    if (what === 'WEBHOOK_SECRET') {
      webhookSecrets[provider] = value.split(',').flatMap((secret) => secret.trim() || []);
    } else if (isBaseUrl(value)) {
      apiUrls[provider] = value;
    } else {
      problems.push(`${name} ${BASE_URL_RULE}`);
    }
  }
  return { apiUrls, webhookSecrets, problems };
}

function missingSlackVariables(
  environment: Readonly<Record<string, string | undefined>>,
  production: boolean,
): string[] {
  const isGiven = (name: string) => Boolean(environment[name]?.trim());
  const bySocket = isGiven('SLACK_APP_TOKEN');
  const names = bySocket ? ['SLACK_BOT_TOKEN'] : ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET'];
  const missing = names.filter((name) => !isGiven(name));
  const isSilent = !bySocket && missing.length === names.length;
  if (missing.length === 0 || (isSilent && !production)) return [];
  const where = 'your app at https://api.slack.com/apps';
  return missing.map((name) => {
    const or =
      name === 'SLACK_SIGNING_SECRET' ? ', or set SLACK_APP_TOKEN where Slack cannot reach this machine' : '';
    return `${name} is missing; copy it from ${where}${or}`;
  });
}

function isBaseUrl(value: string): boolean {
  return isPlainUrl(value) && !value.endsWith('/');
}

/** A password in an address would end up in the error that `fetch` throws over it, and so before people's eyes. */
function isPlainUrl(value: string): boolean {
  if (!URL.canParse(value) || /[?#]/.test(value)) return false;
  const { protocol, username, password } = new URL(value);
  return ['http:', 'https:'].includes(protocol) && !username && !password;
}

function areKeys(value: string): boolean {
  try {
    return parseKeys(value).length > 0;
  } catch {
    return false;
  }
}
