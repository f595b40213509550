import { type Dialect, REASON } from '../dialect.ts';
import { REPO } from './answers.ts';
import { connect, NOW, TOKEN } from './vendor.ts';

const refused = (status: number, message: string, headers: Record<string, string> = {}) => ({
  status,
  headers,
  body: { message, documentation_url: 'https://docs.github.com/rest' },
});

export const dialect: Dialect = {
  connect,
  secret: TOKEN,
  ask: ({ test }) => test(),
  routes: (answer) => ({ [`GET ${REPO}`]: answer }),
  refusals: {
    unauthorized: refused(401, 'Bad credentials'),
    forbidden: refused(403, 'Resource not accessible by personal access token'),
    not_found: refused(404, 'Not Found'),
    invalid_request: refused(422, REASON),
    rate_limited: refused(403, 'API rate limit exceeded for user ID 1.', {
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(NOW.getTime() / 1000 + 42),
    }),
  },
  brokenJson: 'unreadable_answer',
};
