import { LogLevel, WebClient } from '@slack/web-api';
import { VercelCore } from '@vercel/sdk/core.js';
import { userGetAuthUser } from '@vercel/sdk/funcs/userGetAuthUser.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { callingAs } from '../../src/security/caller.ts';
import { findOutboundError } from '../../src/security/outbound-error.ts';
import { type LoopbackServer, startLoopbackServer } from './loopback-server.ts';
import { type OutboundBench, outboundFor } from './outbound-bench.ts';

/** The SDKs take no dispatcher of ours: what is shown here is that the installed one sees them all the same. */
describe('the guard sees the traffic of', () => {
  let server: LoopbackServer;
  let outbound: OutboundBench;
  let undo: () => void;

  beforeEach(async () => {
    server = await startLoopbackServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
    });
    outbound = outboundFor({ operatorOrigins: [server.origin] });
    undo = outbound.install();
  });

  afterEach(async () => {
    undo();
    await outbound.close();
    await server.close();
  });

  const slack = (slackApiUrl: string) =>
    new WebClient('xoxb-test', { slackApiUrl, retryConfig: { retries: 0 }, logLevel: LogLevel.ERROR });
  const vercel = (serverURL: string) => new VercelCore({ bearerToken: 'test', serverURL });

  test("Slack's WebClient, with its caller", async () => {
    const caller = { workspaceId: 'T1', provider: 'slack' };
    await callingAs(caller, () => slack(`${server.origin}/api/`).auth.test());
    expect(outbound.calls).toMatchObject([{ caller, method: 'POST', path: '/api/auth.test', status: 200 }]);
  });

  test("Slack's WebClient, refused", async () => {
    const error = await slack('https://slack.evil.example/api/')
      .auth.test()
      .catch((thrown: unknown) => thrown);
    expect(findOutboundError(error)?.code).toBe('BLOCKED_HOST');
    expect(outbound.calls).toMatchObject([{ error: 'BLOCKED_HOST' }]);
  });

  test("Vercel's SDK, with its caller", async () => {
    const caller = { workspaceId: 'T1', integrationId: 'i1', provider: 'vercel' };
    await callingAs(caller, () => userGetAuthUser(vercel(server.origin)));
    expect(outbound.calls).toMatchObject([{ caller, method: 'GET', path: '/v2/user', status: 200 }]);
  });

  test("Vercel's SDK, refused", async () => {
    const answer = await userGetAuthUser(vercel('https://169.254.169.254'));
    expect(findOutboundError(answer.error)?.code).toBe('BLOCKED_ADDRESS');
    expect(server.requests).toEqual([]);
  });
});
