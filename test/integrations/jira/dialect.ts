import { type Dialect, REASON } from '../dialect.ts';
import { GONE, ISSUE, refusal, WORLD } from './answers.ts';
import { API_TOKEN, connect } from './vendor.ts';

export const dialect: Dialect = {
  connect,
  secret: API_TOKEN,
  ask: async ({ issues }) => issues?.get('10012'),
  routes: (answer) => ({ ...WORLD, [`GET ${ISSUE}`]: answer }),
  refusals: {
    unauthorized: refusal(401, ['Client must be authenticated to access this resource.']),
    forbidden: refusal(403, ['You do not have the permission to see the specified issue.']),
    not_found: GONE,
    invalid_request: refusal(400, [], { summary: REASON }),
    rate_limited: refusal(429, ['Rate limit exceeded.'], {}, { 'retry-after': '42' }),
  },
  brokenJson: 'unreadable_answer',
};
