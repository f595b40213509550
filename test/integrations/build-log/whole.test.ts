import { expect, it } from 'vitest';
import { wholeBuildLog } from '../../../src/integrations/build-log/whole.ts';

const line = (text: string) => ({ text, stream: 'stdout' as const });

it('is every line as a terminal shows it, without colours and secrets', () => {
  const log = [
    '',
    '\u001b[32mInstalling\u001b[0m',
    'a\r50 %\r100 %',
    'token=abc123def456 and our-own-credential',
    '-----BEGIN PRIVATE KEY-----',
    'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC',
    '-----END PRIVATE KEY-----',
    'one\ntwo',
    '',
  ];
  expect(wholeBuildLog(log.map(line), ['our-own-credential'])).toEqual([
    'Installing',
    '100 %',
    'token=[redacted] and [redacted]',
    '[redacted]',
    '[redacted]',
    '[redacted]',
    'one',
    'two',
  ]);
});

it('is nothing where the build never began', () => {
  expect(wholeBuildLog([line(''), line(' ')], [])).toEqual([]);
});
