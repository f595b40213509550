import { type Dialect, REASON } from '../dialect.ts';
import type { Answer } from '../recording-vendor.ts';
import { notFound, refusal, WORLD } from './answers.ts';
import { API_KEY, answerTo, connect, NOW, type Reply } from './vendor.ts';

const inMs = (ms: number) => String(NOW.getTime() + ms);

export const dialect: Dialect = {
  connect,
  secret: API_KEY,
  ask: async ({ issues }) => issues?.get('issue-12'),
  routes: (answer) => ({ 'POST /graphql': answerTo({ ...WORLD, IssueById: { answer } }) }),
  refusals: {
    unauthorized: answerOf(refusal(401, 'Authentication required', { code: 'AUTHENTICATION_ERROR' })),
    forbidden: answerOf(refusal(200, 'Forbidden', { code: 'FORBIDDEN' })),
    not_found: answerOf(notFound('Issue')),
    invalid_request: answerOf(
      refusal(400, 'Argument Validation Error', { code: 'INVALID_INPUT', userPresentableMessage: REASON }),
    ),
    rate_limited: answerOf(
      refusal(
        400,
        'Rate limit exceeded',
        { code: 'RATELIMITED' },
        { 'x-ratelimit-requests-remaining': '0', 'x-ratelimit-requests-reset': inMs(42_000) },
      ),
    ),
  },
  // The SDK parses what is said to be JSON and keeps nothing of what is none; a retry makes nothing twice.
  brokenJson: 'unavailable',
};

function answerOf(reply: Reply): Answer {
  return 'answer' in reply ? reply.answer : { body: reply };
}
