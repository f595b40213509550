import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig as read, secretsOf } from '../src/config.ts';

const readConfig = (environment: Record<string, string>) => read(environment, ['vercel', 'jira']);

const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'signing' };

describe('readConfig', () => {
  it('opens the sandbox on loopback when nothing is said of Slack', () => {
    const config = readConfig({});
    expect(config.slack).toBeUndefined();
    expect(config).toMatchObject({ port: 3000, host: '127.0.0.1', dataDir: './data' });
  });

  it('listens everywhere with a real Slack', () => {
    expect(readConfig(slack)).toMatchObject({
      host: '0.0.0.0',
      slack: { botToken: 'xoxb-1', signingSecret: 'signing' },
    });
  });

  it('takes several webhook secrets and a base URL for any provider', () => {
    const config = readConfig({
      VERCEL_WEBHOOK_SECRET: 'old, new,',
      VERCEL_API_URL: 'http://127.0.0.1:9/vercel',
    });
    expect(config.webhookSecrets).toEqual({ vercel: ['old', 'new'] });
    expect(config.apiUrls).toEqual({ vercel: 'http://127.0.0.1:9/vercel' });
  });

  it('leaves other programs’ variables alone', () => {
    const config = readConfig({ DATADOG_API_URL: 'https://datadog.example/', ACME_WEBHOOK_SECRET: 'x' });
    expect(config).toMatchObject({ apiUrls: {}, webhookSecrets: {} });
  });

  it('names every problem at once and shows no value', () => {
    const wrong = {
      PORT: 'eighty',
      LOG_LEVEL: 'loud',
      PUBLIC_URL: 'acme.example/',
      SLACK_BOT_TOKEN: 'hunter2-token',
      BUILDRUNNER_ENCRYPTION_KEY: 'dG9vIHNob3J0',
      VERCEL_API_URL: 'vercel',
    };
    let message = '';
    try {
      readConfig(wrong);
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      message = String(error);
    }
    for (const name of [...Object.keys(wrong), 'SLACK_SIGNING_SECRET']) expect(message).toContain(name);
    expect(message).not.toContain('hunter2');
    expect(message).not.toContain('dG9vIHNob3J0');
  });

  it.each([
    ['https://ada:hunter2@vercel.example'],
    ['https://hunter2@vercel.example'],
    ['https://vercel.example?token=hunter2'],
    ['https://vercel.example/v1?'],
    ['https://vercel.example#hunter2'],
    ['https://vercel.example/'],
    ['ftp://vercel.example'],
  ])('takes nothing as a base URL that a path cannot be put behind, or that holds a password: %s', (url) => {
    expect(() => readConfig({ VERCEL_API_URL: url })).toThrow(/^(?!.*hunter2).*VERCEL_API_URL/s);
    expect(() => readConfig({ PUBLIC_URL: url })).toThrow(/^(?!.*hunter2).*PUBLIC_URL/s);
  });

  it('lets the address of Slack end in a slash, as its SDK does, but holds it to the rest', () => {
    expect(readConfig({ SLACK_API_URL: 'http://127.0.0.1:9/api/' }).slackApiUrl).toBe(
      'http://127.0.0.1:9/api/',
    );
    for (const url of ['https://ada:hunter2@slack.example/api/', 'ftp://slack.example', '/api/']) {
      expect(() => readConfig({ SLACK_API_URL: url })).toThrow(/^(?!.*hunter2).*SLACK_API_URL/s);
    }
  });

  it('takes an app token in place of the signing secret, and keeps it secret', () => {
    const config = readConfig({
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_APP_TOKEN: 'xapp-1',
      NODE_ENV: 'production',
    });
    expect(config.slack).toEqual({ botToken: 'xoxb-1', appToken: 'xapp-1' });
    expect(secretsOf(config)).toContain('xapp-1');
    expect(readConfig({ ...slack, SLACK_APP_TOKEN: 'xapp-1' }).slack).toEqual(config.slack);
  });

  it.each([
    ['production without Slack', { NODE_ENV: 'production' }, ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET']],
    ['half of Slack', { SLACK_BOT_TOKEN: 'xoxb-1' }, ['SLACK_SIGNING_SECRET']],
    ['Socket Mode without the bot’s token', { SLACK_APP_TOKEN: 'xapp-1' }, ['SLACK_BOT_TOKEN']],
    ['another token for the app’s', { ...slack, SLACK_APP_TOKEN: 'xoxb-1' }, ['SLACK_APP_TOKEN must be']],
    ['blank is missing', { ...slack, SLACK_SIGNING_SECRET: ' ' }, ['SLACK_SIGNING_SECRET']],
  ])('refuses %s', (_name, environment, names) => {
    expect(() => readConfig(environment)).toThrow(ConfigError);
    for (const name of names) expect(() => readConfig(environment)).toThrow(name);
  });

  it.each([
    ['', []],
    ['false', []],
    ['true', ['vercel', 'jira', 'slack']],
    ['*', ['vercel', 'jira', 'slack']],
    ['jira, slack,', ['jira', 'slack']],
  ])('takes DEBUG_INTEGRATIONS=%s for %j', (value, names) => {
    expect([...readConfig({ DEBUG_INTEGRATIONS: value }).debugIntegrations]).toEqual(names);
  });

  it('tells whoever wants to debug a stranger whom there is', () => {
    const read = () => readConfig({ DEBUG_INTEGRATIONS: 'jira,versel' });
    expect(read).toThrow('DEBUG_INTEGRATIONS must be true, false, * or some of: vercel, jira, slack');
  });
});
