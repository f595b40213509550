import { connectNetlify } from '../../../src/integrations/netlify/client.ts';
import { type Dialect, REASON } from '../dialect.ts';
import { DEPLOY_ID, GET } from './answers.ts';
import { connection, TOKEN } from './platform.ts';

const NOW = new Date('2026-11-24T10:30:00Z');
const refused = (code: number, message = `Netlify says ${code}`) => ({
  status: code,
  body: { code, message },
});

export const dialect: Dialect = {
  connect: (vendor) => connectNetlify(connection(vendor), () => NOW),
  secret: TOKEN,
  ask: async ({ deployments }) => deployments?.get(DEPLOY_ID),
  routes: (answer) => ({ [GET]: answer }),
  refusals: {
    unauthorized: refused(401, 'Access Denied'),
    forbidden: refused(403),
    not_found: refused(404, 'Not Found'),
    invalid_request: refused(422, REASON),
    rate_limited: {
      ...refused(429),
      headers: { 'x-ratelimit-limit': '500', 'x-ratelimit-reset': String(NOW.getTime() / 1000 + 42) },
    },
  },
  brokenJson: 'unreadable_answer',
};
