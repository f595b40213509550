import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, startVendor, type Vendor } from '../integrations/recording-vendor.ts';
import {
  base,
  CANCEL,
  CHILD_ID,
  CREATE,
  child,
  DELETE_CHILD,
  DEPLOY_ID,
  deploy,
  deploys,
  EXTERNAL_ID,
  GET,
  GET_SERVICE,
  LIST,
  LIST_CHILD,
  LOGS,
  listed,
  NOW,
  OWNER,
  RESUME,
  SERVICE_ID,
  SERVICES,
  SET_BRANCH,
  SHA,
  SUSPEND,
  service,
  services,
} from '../integrations/render/answers.ts';
import { connect, PULL_REQUESTS } from '../integrations/render/connect.ts';
import { type Contract, contractFile, openContract, type SentRequest } from './contract.ts';

const URL = 'https://buildrunner.acme.example/api/webhooks/render?integration=T1.int-1';
const OLD_HOOK = 'whk-d04m9b1r0fns73ckp94f';
const { path, absent } = contractFile('render.json');

/** Every operation the adapter uses, by the specification's name. */
const USED = [
  'retrieve-owner',
  'retrieve-service',
  'list-services',
  'update-service',
  'delete-service',
  'suspend-service',
  'resume-service',
  'list-deploys',
  'create-deploy',
  'retrieve-deploy',
  'cancel-deploy',
  'retrieve-event',
  'list-logs',
  'list-webhooks',
  'create-webhook',
  'delete-webhook',
];

const EVENT_ID = 'evt-cph1rs3idesc73a2b2mg';
const STATUSES = ['build_in_progress', 'live'];

describe.skipIf(absent)(
  `requests against Render's specification${absent ? ` (skipped: ${absent})` : ''}`,
  () => {
    let contract: Contract;
    const vendors: Vendor[] = [];
    const received: SentRequest[] = [];

    beforeAll(async () => {
      contract = await openContract(path);
      for (const mode of [{}, PULL_REQUESTS]) {
        for (const status of STATUSES) await sendEverything(mode, status);
      }
      received.push(...vendors.flatMap((vendor) => vendor.received));
    });

    async function sendEverything(mode: Record<string, string>, status: string): Promise<void> {
      const suspended = service({ suspended: 'suspended', suspenders: ['user'], branch: 'feature/search' });
      const vendor = await startVendor({
        ...answers(status),
        [GET_SERVICE]: mode === PULL_REQUESTS ? { body: base() } : [{ body: suspended }, { body: service() }],
      });
      vendors.push(vendor);
      const { test: check, deployments, webhooks } = await connect(vendor, mode);
      const watch = `watch/${NOW.getTime()}/-/feature/login`;
      const ids = mode === PULL_REQUESTS ? [watch, `${CHILD_ID}/${DEPLOY_ID}`] : [EXTERNAL_ID];
      const request = { branch: 'feature/login', marker: 'pv-1' };
      await deployments?.deploy({ ...request, commitSha: SHA });
      await check();
      await deployments?.deploy(request);
      await deployments?.findByMarker(request);
      await deployments?.listByBranch('feature/login');
      for (const id of ids) {
        await deployments?.get(id);
        await deployments?.cancel(id);
        await deployments?.remove(id);
        await deployments?.buildLog(id);
      }
      await deployments?.get(`event/${EVENT_ID}`);
      await webhooks?.register(URL, 'unused');
      await webhooks?.remove(OLD_HOOK);
    }

    afterAll(async () => {
      for (const vendor of vendors) await vendor[Symbol.asyncDispose]();
    });

    test('none is wrong', () => {
      expect(received.flatMap((request) => contract.violations(request))).toEqual([]);
      expect(received.length).toBeGreaterThan(60);
    });

    test('every operation was used, and no other', () => {
      const used = new Set(received.map((request) => contract.operationOf(request)));
      expect([...used].toSorted()).toEqual(USED.toSorted());
    });

    test('a wrong one would be found', () => {
      const of = (operation: string) =>
        received.find((request) => contract.operationOf(request) === operation)!;
      const wrong: SentRequest[] = [
        { ...of('create-deploy'), body: { clearCache: 'no' } },
        { ...of('create-deploy'), body: { commitId: 7 } },
        { ...of('create-webhook'), body: { url: URL } },
        { ...of('create-webhook'), body: { ...(of('create-webhook').body as object), eventFilter: ['x'] } },
        { ...of('update-service'), body: { branch: 7 } },
        { ...of('list-deploys'), query: new URLSearchParams({ limit: '101' }) },
        { ...of('list-deploys'), query: new URLSearchParams({ branch: 'main' }) },
        { ...of('list-logs'), query: new URLSearchParams({ resource: 'srv-1' }) },
        { ...of('list-logs'), path: '/log' },
      ];
      for (const request of wrong) {
        expect(contract.violations(request), JSON.stringify(request)).not.toEqual([]);
      }
    });
  },
);

function answers(status: string): Record<string, Answer> {
  const made = deploys(deploy({ status }));
  const childDeploy = `/services/${CHILD_ID}/deploys/${DEPLOY_ID}`;
  const line = { id: '1', message: 'x', timestamp: NOW.toISOString(), labels: [] };
  return {
    [SET_BRANCH]: { body: service() },
    [RESUME]: { status: 202 },
    [SUSPEND]: { status: 202 },
    [LIST]: { body: made },
    [CREATE]: { status: 201, body: deploy({ status }) },
    [GET]: { body: deploy({ status }) },
    [CANCEL]: { body: deploy({ status: 'canceled' }) },
    [OWNER]: { body: { name: 'Acme' } },
    [SERVICES]: { body: services(base(), child()) },
    [LIST_CHILD]: { body: made },
    [DELETE_CHILD]: { status: 204 },
    [`GET /services/${CHILD_ID}`]: { body: child() },
    [`GET ${childDeploy}`]: { body: deploy({ status }) },
    [`POST ${childDeploy}/cancel`]: { body: deploy({ status: 'canceled' }) },
    [LOGS]: {
      body: { hasMore: true, nextStartTime: NOW.toISOString(), nextEndTime: NOW.toISOString(), logs: [line] },
    },
    [`GET /events/${EVENT_ID}`]: {
      body: { id: EVENT_ID, serviceId: SERVICE_ID, details: { deployId: DEPLOY_ID } },
    },
    'GET /webhooks': { body: listed('webhook', { id: OLD_HOOK, url: URL }) },
    'POST /webhooks': { status: 201, body: { id: 'whk-1', secret: 'whsec_YQ==' } },
    [`DELETE /webhooks/${OLD_HOOK}`]: { status: 204 },
  };
}
