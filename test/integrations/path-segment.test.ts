import { expect, test } from 'vitest';
import { pathSegment } from '../../src/integrations/path-segment.ts';

const ADVICE = { vendor: 'Acme', unauthorized: '', forbidden: '', notFound: 'Acme has no such thing.' };

test.each(['dpl_5Zm', 'srv-cukouhrtq21c73e9scng', '5b78192ac9659217dbf7c9aa', 'my.web-app', 'a..b', '.x'])(
  '%s is sent as it is',
  (id) => {
    expect(pathSegment(id, ADVICE)).toBe(id);
  },
);

test.each(['', '.', '..', '...', '../x', 'a/b', '%2e%2e', '..%2f', 'a?b', 'a#b', 'a b', 'a\n', 'ä', '..\\x'])(
  '%j is not sent',
  (id) => {
    expect(() => pathSegment(id, ADVICE)).toThrow(
      expect.objectContaining({ code: 'not_found', advice: ADVICE.notFound }),
    );
  },
);
