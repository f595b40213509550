import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ConnectedProvider } from '../../src/integrations/contract.ts';
import { vercel } from '../../src/integrations/vercel/index.ts';
import { startVendor, type Vendor } from '../integrations/recording-vendor.ts';
import {
  CANCEL,
  CREATE,
  DELETE,
  deployment,
  EVENTS,
  GET,
  LINK,
  LIST,
  listed,
  PROJECT,
  project,
} from '../integrations/vercel/answers.ts';
import { connection } from '../integrations/vercel/platform.ts';
import { type Contract, contractFile, openContract } from './contract.ts';

const URL = 'https://buildrunner.acme.example/api/webhooks/vercel';
const { path, absent } = contractFile('vercel.json');

/** Every operation the adapter uses, by the specification's name. */
const USED = [
  'getAuthUser',
  'getTeams',
  'getProject',
  'getDeployments',
  'createDeployment',
  'getDeployment',
  'cancelDeployment',
  'deleteDeployment',
  'getDeploymentEvents',
  'getWebhooks',
  'createWebhook',
  'deleteWebhook',
];

const LINKS = [
  LINK,
  { type: 'github', org: 'acme', repo: 'web-app', productionBranch: 'main' },
  { type: 'github-limited', repoId: 7, productionBranch: 'main' },
  { type: 'gitlab', projectId: '99', productionBranch: 'main' },
  { type: 'bitbucket', uuid: '{a}', workspaceUuid: '{w}', productionBranch: 'main' },
  { type: 'bitbucket', owner: 'acme', slug: 'web-app', productionBranch: 'main' },
];

describe.skipIf(absent)(
  `requests against Vercel's specification${absent ? ` (skipped: ${absent})` : ''}`,
  () => {
    let contract: Contract;
    let vendor: Vendor;
    let looks = 0;

    beforeAll(async () => {
      contract = await openContract(path);
      vendor = await startVendor({
        'GET /v2/user': { body: { user: { username: 'ada' } } },
        'GET /v2/teams': { body: { teams: [] } },
        [PROJECT]: () => ({ body: project({ link: LINKS[looks++ % LINKS.length] }) }),
        [LIST]: { body: { deployments: [listed()] } },
        [CREATE]: { body: deployment() },
        [GET]: { body: deployment() },
        [CANCEL]: { body: deployment() },
        [DELETE]: { body: {} },
        [EVENTS]: { body: [] },
        'GET /v1/webhooks': { body: [{ id: 'old', url: URL, projectIds: ['prj_web'] }] },
        'POST /v1/webhooks': { body: { id: 'hook_1', secret: 's' } },
        'DELETE /v1/webhooks/old': { status: 204 },
      });
      for (const team_id of ['team_acme', 'acme', '']) {
        await sendEverything(await vercel.connect(connection(vendor, { team_id })));
      }
    });

    afterAll(async () => {
      await vendor[Symbol.asyncDispose]();
    });

    test('none is wrong', () => {
      expect(vendor.received.flatMap((request) => contract.violations(request))).toEqual([]);
    });

    test('every operation was used, and no other', () => {
      const used = new Set(vendor.received.map((request) => contract.operationOf(request)));
      expect([...used].toSorted()).toEqual(USED.toSorted());
    });

    test('every kind of repository was deployed, with and without a commit', () => {
      const sources = vendor.received
        .filter((request) => contract.operationOf(request) === 'createDeployment')
        .map(({ body }) => (body as { gitSource: { type: string } }).gitSource)
        .map((source) => [source.type, ...Object.keys(source).toSorted()].join());
      expect(new Set(sources).size).toBe(LINKS.length * 2);
    });

    test('a wrong one would be found', () => {
      const request = vendor.received.find(({ method }) => method === 'POST')!;
      const changes = [
        { body: { ...(request.body as object), target: 7 } },
        { body: { ...(request.body as object), branch: 'feature/login' } },
        { body: { gitSource: { type: 'github' } } },
        { query: new URLSearchParams({ forceNew: 'yes' }) },
        { query: new URLSearchParams({ team: 'acme' }) },
        { path: '/v99/deployments' },
      ];
      for (const change of changes) {
        expect(contract.violations({ ...request, ...change }), JSON.stringify(change)).not.toEqual([]);
      }
    });
  },
);

async function sendEverything({ test: check, deployments, webhooks }: ConnectedProvider): Promise<void> {
  await check();
  for (const commitSha of ['a1b2c3d4', undefined]) {
    for (const _link of LINKS) {
      await deployments?.deploy({
        branch: 'feature/login',
        marker: 'pv-1',
        ...(commitSha ? { commitSha } : {}),
      });
    }
  }
  await deployments?.findByMarker({ branch: 'feature/login', marker: 'pv-1' });
  await deployments?.get('dpl_1');
  await deployments?.listByBranch('feature/login');
  await deployments?.cancel('dpl_1');
  await deployments?.remove('dpl_1');
  await deployments?.buildLog('dpl_1');
  await webhooks?.register(URL, 'unused');
  await webhooks?.remove('old');
}
