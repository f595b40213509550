import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ConnectedProvider } from '../../src/integrations/contract.ts';
import {
  BUILD,
  CANCEL,
  CREATE,
  DELETE,
  DEPLOY_ID,
  deploy,
  GET,
  LIST,
  LOG,
  SITE,
  site,
} from '../integrations/netlify/answers.ts';
import { connected } from '../integrations/netlify/platform.ts';
import { readSwagger } from '../integrations/netlify/swagger.ts';
import { startVendor, type Vendor } from '../integrations/recording-vendor.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type Contract, contractFile, openContract } from './contract.ts';

const URL = 'https://buildrunner.acme.example/api/webhooks/netlify?integration=T1.int-1';
const { path, absent } = contractFile('netlify.json');

/** Every operation the adapter uses, by the specification's name. */
const USED = [
  'getSite',
  'listSiteDeploys',
  'createSiteBuild',
  'getSiteDeploy',
  'cancelSiteDeploy',
  'deleteDeploy',
  'listHooksBySiteId',
  'createHookBySiteId',
  'deleteHook',
];

describe.skipIf(absent)(
  `requests against Netlify's specification${absent ? ` (skipped: ${absent})` : ''}`,
  () => {
    let contract: Contract;
    let vendor: Vendor;
    let folder: string;

    beforeAll(async () => {
      folder = await temporaryFolder('netlify-contract');
      const converted = join(folder, 'netlify.json');
      await writeFile(converted, JSON.stringify(readSwagger(path)));
      contract = await openContract(converted);
      vendor = await startVendor({
        [SITE]: { body: site() },
        [LIST]: { body: [deploy()] },
        [CREATE]: { body: BUILD },
        [GET]: { body: deploy() },
        [CANCEL]: { status: 201, body: deploy() },
        [DELETE]: { status: 204 },
        'GET /hooks': {
          body: [{ id: 'old', type: 'url', event: 'deploy_created', data: { url: URL } }],
        },
        'POST /hooks': { status: 201, body: { id: 'hook1' } },
        'DELETE /hooks/old': { status: 204 },
      });
      await sendEverything(await connected(vendor));
    });

    afterAll(async () => {
      await vendor?.[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    });

    /** The one request that Netlify's specification does not know; its failure is provided for. */
    const isLog = ({ method, path }: { method: string; path: string }) => `${method} ${path}` === LOG;

    test('none is wrong', () => {
      const known = vendor.received.filter((request) => !isLog(request));
      expect(known.flatMap((request) => contract.violations(request))).toEqual([]);
      expect(vendor.received.length - known.length).toBe(1);
    });

    test('every operation was used, and no other', () => {
      const known = vendor.received.filter((request) => !isLog(request));
      const used = new Set(known.map((request) => contract.operationOf(request)));
      expect([...used].toSorted()).toEqual(USED.toSorted());
    });

    test('a wrong one would be found', () => {
      const of = (operation: string) =>
        vendor.received.find((request) => contract.operationOf(request) === operation)!;
      const wrong = [
        { ...of('createSiteBuild'), query: new URLSearchParams({ branch: 'a', ref: 'b' }) },
        { ...of('createSiteBuild'), query: new URLSearchParams({ branch: 'a', clear_cache: 'perhaps' }) },
        { ...of('listSiteDeploys'), query: new URLSearchParams({ per_page: 'many' }) },
        { ...of('listSiteDeploys'), query: new URLSearchParams({ state: 'queued' }) },
        { ...of('listHooksBySiteId'), query: new URLSearchParams() },
        { ...of('createHookBySiteId'), query: new URLSearchParams() },
        { ...of('createHookBySiteId'), body: { type: 7 } },
        { ...of('createHookBySiteId'), body: undefined },
        { ...of('cancelSiteDeploy'), method: 'PATCH' },
        { ...of('getSite'), path: '/v9/sites/web-app' },
      ];
      for (const request of wrong) {
        const { method, path, query, body } = request;
        const what = JSON.stringify({ method, path, query: query.toString(), body });
        expect(contract.violations(request), what).not.toEqual([]);
      }
    });
  },
);

async function sendEverything({ test: check, deployments, webhooks }: ConnectedProvider): Promise<void> {
  await check();
  for (const branch of ['feature/login', 'fix/a&b=c#d+e']) {
    await deployments?.deploy({ branch, commitSha: 'a1b2c3d4', marker: 'pv-1.1' });
  }
  await deployments?.findByMarker({ branch: 'feature/login', marker: 'pv-1.1' });
  await deployments?.get(DEPLOY_ID);
  await deployments?.listByBranch('feature/login');
  await deployments?.cancel(DEPLOY_ID);
  await deployments?.remove(DEPLOY_ID);
  await deployments?.buildLog(DEPLOY_ID);
  await webhooks?.register(URL, 's3cret');
  await webhooks?.remove('old');
}
