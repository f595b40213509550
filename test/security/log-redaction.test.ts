import { describe, expect, test } from 'vitest';
import { createLogger } from '../../src/security/log-redaction.ts';
import { createRedactor } from '../../src/security/redact.ts';
import { MASK } from '../../src/security/secret-patterns.ts';

const canary = 'canary-91d7-secret';

function logged(write: (logger: ReturnType<typeof createLogger>) => void, level = 'trace') {
  const redactor = createRedactor();
  redactor.remember(canary);
  const lines: string[] = [];
  write(createLogger({ level, redactor, destination: { write: (line) => lines.push(line) } }));
  return { text: lines.join(''), records: lines.map((line) => JSON.parse(line)) };
}

describe('whatever is logged, the canary is not', () => {
  const cause = new Error(`cause ${canary}`);
  const error = Object.assign(new Error(`failed with ${canary}`, { cause }), {
    config: { url: `https://api.example.com/?key=${canary}`, headers: { 'x-custom': canary } },
  });

  test.each<[string, Parameters<typeof logged>[0]]>([
    ['message', (logger) => logger.info(`hello ${canary}`)],
    ['interpolated', (logger) => logger.info('hello %s %j %o', canary, { a: canary }, [canary])],
    ['merged object', (logger) => logger.info({ a: canary, b: { c: [canary] } }, 'hello')],
    ['field name', (logger) => logger.info({ [canary]: 1 }, 'hello')],
    ['error alone', (logger) => logger.error(error)],
    ['error as err', (logger) => logger.error({ err: error }, 'failed')],
    ['error under another name', (logger) => logger.error({ problem: error, nested: { error } }, 'failed')],
    ['error of many', (logger) => logger.error(new AggregateError([cause, error], canary))],
    ['headers', (logger) => logger.info({ headers: { authorization: `Bearer ${canary}`, cookie: canary } })],
    ['URL', (logger) => logger.info({ url: new URL(`https://u:${canary}@example.com/?q=${canary}`) })],
    ['Basic header', (logger) => logger.info(`Basic ${Buffer.from(`user:${canary}`).toString('base64')}`)],
    ['child bindings', (logger) => logger.child({ integration: canary, deep: { a: canary } }).info('hello')],
    [
      'bindings set later',
      (logger) => {
        const child = logger.child({});
        child.setBindings({ value: canary });
        child.info('hello');
      },
    ],
    [
      'serializer of a child',
      (logger) => {
        logger.child({}, { serializers: { a: () => ({ opened: canary }) } }).info({ a: 1 }, 'hello');
      },
    ],
    ['message prefix of a child', (logger) => logger.child({}, { msgPrefix: `[${canary}] ` }).info('hello')],
    ['toJSON', (logger) => logger.info({ a: { toJSON: () => ({ opened: canary }) } })],
    [
      'JSON within text',
      (logger) => logger.info({ body: JSON.stringify({ inner: JSON.stringify({ a: canary }) }) }),
    ],
  ])('%s', (_where, write) => {
    const { text, records } = logged(write);
    expect(records).toHaveLength(1);
    expect(text).toContain(MASK);
    expect(text).not.toContain(canary);
  });

  test('nor what merely looks like a secret', () => {
    const { text } = logged((logger) => logger.info({ client_secret: 'abc123' }, 'GET /?token=abc123'));
    expect(text).not.toContain('abc123');
  });
});

describe('what may be read stays as pino writes it', () => {
  test('level, time, bindings, fields and message', () => {
    const { records } = logged((logger) =>
      logger.child({ delivery: 'd1' }).warn({ status: 503 }, 'not stored'),
    );
    expect(records).toMatchObject([
      { level: 40, time: expect.any(Number), delivery: 'd1', status: 503, msg: 'not stored' },
    ]);
  });

  test('an error keeps type, message and stack, its causes told in both', () => {
    const { records } = logged((logger) =>
      logger.error(new TypeError('outer', { cause: new Error('inner') })),
    );
    expect(records).toMatchObject([
      {
        msg: 'outer',
        err: { type: 'TypeError', message: 'outer: inner', stack: expect.stringContaining('inner') },
      },
    ]);
  });

  test('one line a record, and none below the level', () => {
    const { text } = logged((logger) => {
      logger.debug('not written');
      logger.info('two\nlines');
      logger.info('more');
    }, 'info');
    expect(text.split('\n')).toHaveLength(3);
    expect(text).not.toContain('not written');
  });
});
