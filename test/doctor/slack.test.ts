import { describe, expect, it } from 'vitest';
import { checkSlack } from '../../src/doctor/slack.ts';
import { checkSocketMode } from '../../src/doctor/socket-mode.ts';
import { nowhere, serve } from './serve.ts';

const NOW = new Date('2026-01-05T10:00:00.000Z');
const SCOPES = ['chat:write', 'commands'];

async function slack(
  answer: { body?: unknown; scopes?: string; secondsAhead?: number; status?: number } = {},
) {
  const {
    body = { ok: true, team: 'Acme' },
    scopes = 'commands, chat:write,files:read',
    secondsAhead = 0,
  } = answer;
  const asked: (string | undefined)[] = [];
  const address = await serve((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    response.writeHead(answer.status ?? 200, {
      date: new Date(NOW.getTime() + secondsAhead * 1000).toUTCString(),
      'x-oauth-scopes': scopes,
    });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  const findings = await checkSlack({
    botToken: 'xoxb-1',
    apiUrl: `${address}/api/`,
    scopes: SCOPES,
    now: () => NOW,
  });
  return { findings, asked };
}

describe('what the doctor finds at Slack', () => {
  it('is nothing where the token, its scopes and the clock are right', async () => {
    const { findings, asked } = await slack();
    expect(asked).toEqual(['POST /api/auth.test Bearer xoxb-1']);
    expect(findings).toEqual([
      { level: 'ok', what: 'Slack', text: 'the token is good, for Acme' },
      { level: 'ok', what: 'Slack scopes', text: 'all that slack-manifest.yml asks for' },
      { level: 'ok', what: 'Clock', text: 'as Slack’s' },
    ]);
  });

  it('is a token that Slack refuses, with Slack’s word', async () => {
    const { findings } = await slack({ body: { ok: false, error: 'token_revoked' } });
    expect(findings[0]).toMatchObject({
      level: 'fail',
      text: 'SLACK_BOT_TOKEN is refused: token_revoked',
      mend: expect.stringContaining('OAuth & Permissions'),
    });
  });

  it('is a scope that is missing, by name', async () => {
    const { findings } = await slack({ scopes: 'chat:write' });
    expect(findings[1]).toMatchObject({ level: 'fail', text: 'missing: commands' });
    expect(findings[1]?.mend).toContain('slack-manifest.yml');
  });

  it.each([
    [29, 'ok', 'as Slack’s'],
    [60, 'warn', '60 s behind Slack’s'],
    [-60, 'warn', '60 s ahead of Slack’s'],
    [600, 'fail', '600 s behind Slack’s'],
    [-600, 'fail', '600 s ahead of Slack’s'],
  ])('is a clock that Slack’s is %i s ahead of: %s', async (secondsAhead, level, text) => {
    const { findings } = await slack({ secondsAhead });
    expect(findings[2]).toMatchObject({ level, what: 'Clock', text });
  });

  it('is a proxy that answers in Slack’s place', async () => {
    const { findings } = await slack({ body: '<html>Blocked by your administrator', status: 403 });
    expect(findings).toMatchObject([
      { level: 'fail', what: 'Slack', mend: expect.stringContaining('proxy') },
    ]);
  });

  it('is that nobody answers', async () => {
    const apiUrl = `${await nowhere()}/`;
    const findings = await checkSlack({ botToken: 'xoxb-1', apiUrl, scopes: SCOPES, now: () => NOW });
    expect(findings).toMatchObject([{ level: 'fail', text: expect.stringContaining('ECONNREFUSED') }]);
  });
});

describe('what the doctor finds of Socket Mode', () => {
  const open = async (answer: object) => {
    const asked: string[] = [];
    const address = await serve((request, response) => {
      asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
      response.end(JSON.stringify(answer));
    });
    return { finding: await checkSocketMode('xapp-1', `${address}/api/`), asked };
  };

  it('is nothing where Slack would let us connect', async () => {
    const { finding, asked } = await open({ ok: true, url: 'wss://wss-primary.slack.com/link' });
    expect(asked).toEqual(['POST /api/apps.connections.open Bearer xapp-1']);
    expect(finding.level).toBe('ok');
  });

  it('is a token that Slack refuses, with what to do', async () => {
    const { finding } = await open({ ok: false, error: 'not_allowed_token_type' });
    expect(finding).toMatchObject({
      level: 'fail',
      text: 'SLACK_APP_TOKEN is refused: not_allowed_token_type',
      mend: expect.stringContaining('connections:write'),
    });
  });

  it('is a Slack that cannot be reached', async () => {
    const finding = await checkSocketMode('xapp-1', `${await nowhere()}/api/`);
    expect(finding).toMatchObject({ level: 'fail', text: expect.stringContaining('cannot be asked') });
  });
});
