import { describe, expect, test } from 'vitest';
import { ProviderError } from '../../../src/integrations/errors.ts';
import { notFound, refusal, WORLD } from './answers.ts';
import { API_KEY, connect, NOW, type Reply, startLinear } from './vendor.ts';

async function failureOf(linear: { baseUrl: string }) {
  const { issues } = await connect(linear);
  const error = await issues.get('issue-12').then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ProviderError);
  const failure = error as ProviderError;
  expect(`${failure.message} ${failure.advice} ${failure.cause}`).not.toContain(API_KEY);
  return failure;
}

const inMs = (ms: number) => String(NOW.getTime() + ms);

describe('what Linear answers', () => {
  test.each<[what: string, reply: Reply, code: string, advice: RegExp, delayMs?: number]>([
    [
      'a key that is refused',
      refusal(401, 'Authentication required', { type: 'authentication error', code: 'AUTHENTICATION_ERROR' }),
      'unauthorized',
      /refused the API key.*Settings → API.*configure linear/,
    ],
    [
      'the same with 400 and the older type',
      refusal(400, 'x', { type: 'authentication error' }),
      'unauthorized',
      /refused/,
    ],
    ['401 with nothing', { answer: { status: 401, body: {} } }, 'unauthorized', /refused the API key/],
    [
      'what the key may not',
      refusal(403, 'x', { type: 'forbidden', code: 'FORBIDDEN' }),
      'forbidden',
      /member of the team/,
    ],
    ['the same with 200', refusal(200, 'x', { code: 'FORBIDDEN' }), 'forbidden', /member of the team/],
    [
      'a feature of another plan',
      refusal(400, 'x', { code: 'FEATURE_NOT_ACCESSIBLE' }),
      'forbidden',
      /does not let/,
    ],
    [
      'the hour that is used up: 400, milliseconds',
      refusal(
        400,
        'Rate limit exceeded',
        { type: 'ratelimited', code: 'RATELIMITED', statusCode: 429 },
        {
          'x-ratelimit-requests-remaining': '0',
          'x-ratelimit-requests-reset': inMs(42_000),
          'x-ratelimit-complexity-remaining': '9000',
          'x-ratelimit-complexity-reset': inMs(99_000),
        },
      ),
      'rate_limited',
      /slow down/,
      42_000,
    ],
    [
      'the complexity that is used up',
      refusal(
        400,
        'x',
        { code: 'RATELIMITED' },
        {
          'x-ratelimit-requests-remaining': '10',
          'x-ratelimit-requests-reset': inMs(42_000),
          'x-ratelimit-complexity-remaining': '0',
          'x-ratelimit-complexity-reset': inMs(99_000),
        },
      ),
      'rate_limited',
      /slow down/,
      99_000,
    ],
    [
      'a rate limit with a wish',
      refusal(400, 'x', { code: 'RATELIMITED' }, { 'retry-after': '7' }),
      'rate_limited',
      /slow down/,
      7_000,
    ],
    [
      'a rate limit while no allowance is spent',
      refusal(
        400,
        'x',
        { code: 'RATELIMITED' },
        { 'x-ratelimit-requests-remaining': '10', 'x-ratelimit-requests-reset': inMs(42_000) },
      ),
      'rate_limited',
      /slow down/,
    ],
    ['a rate limit without any', refusal(400, 'x', { type: 'ratelimited' }), 'rate_limited', /slow down/],
    [
      '429 of something in between',
      { answer: { status: 429, headers: { 'retry-after': '3', 'content-type': 'text/plain' }, body: '' } },
      'rate_limited',
      /slow down/,
      3_000,
    ],
    [
      'an issue that is gone',
      notFound('Issue'),
      'not_found',
      /finds no such issue, or the API key may not see it/,
    ],
    [
      'another thing that is gone',
      notFound('User'),
      'invalid_request',
      /did not accept this: Could not find referenced User\./,
    ],
    [
      'a field that is not there',
      refusal(400, 'Cannot query field "x"', { code: 'GRAPHQL_VALIDATION_FAILED' }),
      'invalid_request',
      /Cannot query field/,
    ],
    [
      'an argument',
      refusal(200, 'Argument Validation Error', {
        code: 'INVALID_INPUT',
        userPresentableMessage: 'title is too long',
      }),
      'invalid_request',
      /: title is too long/,
    ],
    [
      'an error without a word',
      { answer: { status: 200, body: { errors: [{}] } } },
      'invalid_request',
      /HTTP 200/,
    ],
    [
      'trouble of its own, with 200',
      refusal(200, 'x', { code: 'INTERNAL_SERVER_ERROR' }),
      'unavailable',
      /trouble/,
    ],
    ['a lock', refusal(400, 'x', { type: 'lock timeout' }), 'unavailable', /trouble/],
    ['a page said to be JSON', { answer: { body: '<!DOCTYPE html>' } }, 'unavailable', /could not be read/],
    ['no data', { answer: { body: {} } }, 'unreadable_answer', /could not be read/],
    [
      'data without what is needed',
      { data: { issue: { id: 'x' } } },
      'unreadable_answer',
      /could not be read/,
    ],
    [
      'data and an error: not the whole',
      { answer: { body: { data: { issue: null }, errors: [{ message: 'half' }] } } },
      'invalid_request',
      /half/,
    ],
  ])('%s', async (_what, reply, code, advice, delayMs) => {
    await using linear = await startLinear({ ...WORLD, IssueById: reply });
    const failure = await failureOf(linear);
    expect(failure).toMatchObject({ code, delayMs });
    expect(failure.advice).toMatch(advice);
    expect(failure.retryable).toBe(['rate_limited', 'unavailable'].includes(code));
    expect(linear.operations().filter((operation) => operation === 'IssueById')).toHaveLength(1);
  });
});

test('an address that the SDK refuses names the variable to mend, and is not tried again', async () => {
  const failure = await failureOf({ baseUrl: 'http://linear.acme.example' });
  expect(failure).toMatchObject({ code: 'invalid_request', retryable: false });
  expect(failure.advice).toMatch(/LINEAR_API_URL.*https/);
});

test('each request bears the key alone, as personal keys are sent', async () => {
  await using linear = await startLinear(WORLD);
  await (await connect(linear)).issues.get('issue-12');
  expect(linear.received[0]).toMatchObject({
    method: 'POST',
    path: '/graphql',
    headers: { authorization: API_KEY, 'content-type': 'application/json' },
  });
});
