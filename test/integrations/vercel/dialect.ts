import { connectVercel } from '../../../src/integrations/vercel/client.ts';
import { type Dialect, REASON } from '../dialect.ts';
import { GET } from './answers.ts';
import { connection, TOKEN } from './platform.ts';

const NOW = new Date('2026-11-24T10:30:00Z');
const refused = (status: number, code: string, message = `Vercel says ${code}`) => ({
  status,
  body: { error: { code, message } },
});

export const dialect: Dialect = {
  connect: (vendor) => connectVercel(connection(vendor), () => NOW),
  secret: TOKEN,
  ask: async ({ deployments }) => deployments?.get('dpl_1'),
  routes: (answer) => ({ [GET]: answer }),
  refusals: {
    unauthorized: {
      status: 403,
      body: { error: { code: 'forbidden', message: 'Not authorized', invalidToken: true } },
    },
    forbidden: refused(403, 'forbidden'),
    not_found: refused(404, 'not_found'),
    invalid_request: refused(422, 'unprocessable_entity', REASON),
    rate_limited: {
      ...refused(429, 'rate_limited'),
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW.getTime() / 1000 + 42) },
    },
  },
  brokenJson: 'unreadable_answer',
};
