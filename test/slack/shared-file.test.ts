import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../../src/governance/gate.ts';
import { readSharedFile } from '../../src/slack/shared-file.ts';

let server: Server;
let base: string;
let answer: { status: number; type: string; location?: string };
const tokens: (string | undefined)[] = [];

beforeEach(async () => {
  answer = { status: 200, type: 'text/plain' };
  tokens.length = 0;
  server = createServer((request, response) => {
    tokens.push(request.headers.authorization);
    const location = answer.location ? { location: answer.location } : {};
    response.writeHead(answer.status, { 'content-type': answer.type, ...location }).end('# Plän');
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

const read = (url = `${base}/files/F1/plan.md`, size = 10) =>
  readSharedFile(
    new WebClient('xoxb-test', { slackApiUrl: `${base}/api/` }),
    { name: 'plan.md', size, url_private: url },
    1_000_000,
  );

describe('a file that a person uploaded', () => {
  it('is read with the bot’s token', async () => {
    expect(await read()).toBe('# Plän');
    expect(tokens).toEqual(['Bearer xoxb-test']);
  });

  it.each([
    ['elsewhere', 'https://evil.example/plan.md', 'not kept by Slack'],
    ['under a name like Slack’s', 'https://files.slack.com.evil.example/plan.md', 'not kept by Slack'],
  ])('that is kept %s does not get the token', async (_where, url, reason) => {
    await expect(read(url)).rejects.toThrow(Refusal);
    await expect(read(url)).rejects.toThrow(reason);
    expect(tokens).toEqual([]);
  });

  it('that is too large is not read', async () => {
    await expect(read(undefined, 1_000_001)).rejects.toThrow('larger than 1 MB');
    expect(tokens).toEqual([]);
  });

  it.each([
    { status: 403, type: 'text/plain' },
    { status: 200, type: 'text/html; charset=utf-8' },
    { status: 302, type: 'text/plain', location: 'https://evil.example/' },
  ])('that Slack does not give out ($status $type) says what is missing', async (given) => {
    answer = given;
    await expect(read()).rejects.toThrow('files:read');
    expect(tokens).toHaveLength(1);
  });
});
