import { createHash } from 'node:crypto';
import type { Connection } from '../contract.ts';
import { ProviderError } from '../errors.ts';
import type { HttpAnswer } from '../http-errors.ts';
import { UNREADABLE_KEY } from './advice.ts';
import { exchange } from './exchange.ts';

/** A token is not used in the last minutes of its hour, so that it outlives the call it is given to. */
const MARGIN_MS = 5 * 60_000;
const KEPT = 200;

interface Kept {
  token: string;
  /** Epoch milliseconds. */
  expiresAt: number;
}

/** What came of asking for a token: one to sign requests with, or GitHub's refusal. */
export type IssuedToken = { token: string } | { refused: HttpAnswer };

/**
 * Tokens of GitHub App installations. They live for an hour, and a connection for one piece of work: kept here, they
 * are not asked for anew each time. Each is limited to the one repository that was configured.
 */
export class InstallationTokens {
  readonly #kept = new Map<string, Kept>();

  /** Throws code `unauthorized` for a private key that cannot be used, and what Octokit threw where no answer came. */
  async for(connection: Connection, now: Date): Promise<IssuedToken> {
    const key = fingerprint(connection);
    const kept = this.#kept.get(key);
    if (kept && kept.expiresAt - MARGIN_MS > now.getTime()) return { token: kept.token };
    const issued = await issue(connection);
    if ('refused' in issued) return issued;
    this.#kept.delete(key);
    this.#kept.set(key, issued);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return { token: issued.token };
  }

  /** For a token that GitHub does not take any more: the next call asks for another. */
  forget(connection: Connection): void {
    this.#kept.delete(fingerprint(connection));
  }
}

async function issue({ baseUrl, values }: Connection): Promise<Kept | { refused: HttpAnswer }> {
  const { createAppAuth } = await import('@octokit/auth-app');
  let issued: Kept | undefined;
  let unusable: unknown;
  const sent = exchange({ baseUrl, token: undefined }, async ({ request }) => {
    try {
      const authenticate = createAppAuth({
        appId: values.app_id ?? '',
        privateKey: values.private_key ?? '',
        request,
        log: { warn: () => undefined },
      });
      const { token, expiresAt } = await authenticate({
        type: 'installation',
        installationId: Number(values.installation_id),
        repositoryNames: [values.repository?.split('/')[1] ?? ''],
      });
      issued = { token, expiresAt: Date.parse(expiresAt) };
    } catch (error) {
      if (!(error instanceof Error && error.name === 'HttpError')) unusable = error;
      throw error;
    }
  });
  try {
    const answer = await sent;
    return issued ?? { refused: answer };
  } catch (error) {
    // Octokit lets calls for one token that run side by side share a request: then this one sent none.
    if (issued) return issued;
    if (unusable === undefined) throw error;
    throw new ProviderError('unauthorized', UNREADABLE_KEY, { detail: 'the private key cannot be used' });
  }
}

function fingerprint({ baseUrl, values }: Connection): string {
  const parts = [baseUrl, values.app_id, values.installation_id, values.repository, values.private_key];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64');
}
