import type { ConnectedProvider, ProviderId } from '../../src/integrations/contract.ts';
import type { ProviderErrorCode } from '../../src/integrations/errors.ts';
import type { Answer, Answers, Vendor } from './recording-vendor.ts';

/** What every vendor refuses with, each in its own words. */
export type Refusal = 'unauthorized' | 'forbidden' | 'not_found' | 'invalid_request' | 'rate_limited';

/** What the tests that all providers share need to know of one. Its folder exports it from `dialect.ts`. */
export interface Dialect {
  /** The adapter, talking to a vendor of the test, with the clock of its refusals. */
  connect(vendor: Pick<Vendor, 'baseUrl'>): Promise<ConnectedProvider>;
  /** Stands in the connection, and must not in anything that is told. */
  secret: string;
  /** Asks something whose answer is read. */
  ask(connected: ConnectedProvider): Promise<unknown>;
  /** A vendor that gives this answer to it, and good ones to all else. */
  routes(answer: Answer): Answers;
  /** The limit is to be waited for for 42 seconds; what is not accepted is said to be `REASON`. */
  refusals: Readonly<Record<Refusal, Answer>>;
  /** What a 2xx is that is no whole JSON document. */
  brokenJson: ProviderErrorCode;
}

export const REASON = 'the name is too long';

/** The dialect of a provider of the registry. */
export async function dialectOf(id: ProviderId): Promise<Dialect> {
  const module: { dialect: Dialect } = await import(`./${id}/dialect.ts`);
  return module.dialect;
}
