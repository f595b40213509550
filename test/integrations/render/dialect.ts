import { type Dialect, REASON } from '../dialect.ts';
import { EXTERNAL_ID, GET, GET_SERVICE, service } from './answers.ts';
import { CANARY, connect } from './connect.ts';

const refused = (status: number, message: string) => ({ status, body: { id: 'req-1', message } });

export const dialect: Dialect = {
  connect,
  secret: CANARY,
  ask: async ({ deployments }) => deployments?.get(EXTERNAL_ID),
  routes: (answer) => ({ [GET_SERVICE]: { body: service() }, [GET]: answer }),
  refusals: {
    unauthorized: refused(401, 'Unauthorized'),
    forbidden: refused(403, 'forbidden'),
    not_found: refused(404, 'not found'),
    invalid_request: refused(422, REASON),
    rate_limited: { ...refused(429, 'rate limit exceeded'), headers: { 'ratelimit-reset': '42' } },
  },
  brokenJson: 'unreadable_answer',
};
