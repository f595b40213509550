import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Router } from 'express';
import { parse } from 'yaml';
import { createSandboxClock, type SandboxClock } from './clock.ts';
import { buildPage } from './page-bundle.ts';
import { pageRoutes } from './page-routes.ts';
import { createPretendGitHub } from './providers/github/index.ts';
import { createPretendJira } from './providers/jira/index.ts';
import { createPretendLinear } from './providers/linear/index.ts';
import { createPretendNetlify } from './providers/netlify/index.ts';
import { type PretendProvider, systemTimers } from './providers/provider.ts';
import { createPretendRender } from './providers/render/index.ts';
import { createPretendVercel } from './providers/vercel/index.ts';
import { createPretendSlack, type PretendSlack } from './slack/index.ts';

export interface SandboxOptions {
  /** The pretend world is kept here, so that it outlives the process. */
  dataDir: string;
  /** Where this router is served, without a trailing slash: `http://127.0.0.1:3000`. */
  baseUrl: string;
  /** Where the bot is served: the same, unless it runs as a process of its own. */
  botUrl: () => string;
  /** What the bot is to be given; made up where absent. */
  credentials?: { botToken: string; signingSecret: string };
  /** How long a pretend build takes from request to end; 6 when absent. */
  buildSeconds?: number;
}

/** A pretend Slack workspace and pretend vendors, to be given to the bot as nothing but addresses and tokens. */
export interface Sandbox {
  router: Router;
  slack: { botToken: string; signingSecret: string };
  slackApiUrl: string;
  /** By provider, for `<PROVIDER>_API_URL`. */
  apiUrls: Record<string, string>;
  workspace: PretendSlack;
  providers: readonly PretendProvider[];
  clock: SandboxClock;
  /** From here on time passes in the pretend world. */
  start(): Promise<void>;
  close(): Promise<void>;
}

const MANIFEST = join(import.meta.dirname, '../../slack-manifest.yml');

export async function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  const base = `${options.baseUrl}/sandbox`;
  const stateDir = join(options.dataDir, 'sandbox');
  await mkdir(stateDir, { recursive: true });
  const state = (name: string) => join(stateDir, `${name}.json`);
  const credentials = options.credentials ?? {
    botToken: `xoxb-sandbox-${randomBytes(12).toString('hex')}`,
    signingSecret: randomBytes(16).toString('hex'),
  };
  const slack = createPretendSlack({
    ...credentials,
    requestUrl: () => `${options.botUrl()}/api/webhooks/slack`,
    baseUrl: () => base,
    statePath: state('slack'),
    appManifest: parse(await readFile(MANIFEST, 'utf8')),
  });
  const world = (id: string) => ({
    baseUrl: () => `${base}/${id}`,
    statePath: state(id),
    now: () => new Date(),
    timers: systemTimers,
    ...(options.buildSeconds === undefined ? {} : { buildSeconds: options.buildSeconds }),
    onError: reportError,
  });
  const github = createPretendGitHub(world('github'));
  const platforms = [
    createPretendVercel(world('vercel')),
    createPretendRender(world('render')),
    createPretendNetlify(world('netlify')),
  ];
  // The platforms watch the repository, as they do in real life: the same commits are known to all.
  github.onPush((push) => {
    for (const platform of platforms) platform.learn?.(push);
  });
  const trackers = [createPretendJira(world('jira')), createPretendLinear(world('linear'))];
  const providers: readonly PretendProvider[] = [...platforms, github, ...trackers];

  const clock = createSandboxClock(state('clock'));

  const router = Router();
  router.use('/sandbox/slack', slack.router);
  for (const provider of providers) router.use(`/sandbox/${provider.id}`, provider.api);
  const panels = [...providers, slack.workflows, clock];
  router.use('/sandbox', pageRoutes({ page: await buildPage(), slack, panels }));

  return {
    router,
    slack: credentials,
    slackApiUrl: `${base}/slack/api/`,
    apiUrls: Object.fromEntries(providers.map(({ id }) => [id, `${base}/${id}`])),
    workspace: slack,
    providers,
    clock,
    async start() {
      for (const provider of providers) provider.start();
    },
    async close() {
      await Promise.all([slack.close(), ...providers.map((provider) => provider.close())]);
    },
  };
}

function reportError(error: unknown): void {
  process.stderr.write(`sandbox: ${error instanceof Error ? error.message : error}\n`);
}
