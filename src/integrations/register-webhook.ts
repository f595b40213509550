import type { ConnectedProvider } from './contract.ts';
import { ProviderError } from './errors.ts';

/** How an integration's webhook came to be, or what a person still has to do. */
export interface WebhookOutcome {
  /** Where the vendor is to deliver; undefined while nobody has said how the world reaches BuildRunner. */
  url: string | undefined;
  /** Set when the vendor made the registration for us. */
  registered?: { externalId: string; secret: string };
  /** Why the vendor could not be asked, in words. */
  problem?: string;
}

/** The address tells which integration a delivery is for, so that only its own secret has to be tried. */
export function webhookUrl(
  publicUrl: string,
  path: string,
  workspaceId: string,
  integrationId: string,
): string {
  return `${publicUrl}${path}?integration=${workspaceId}.${integrationId}`;
}

/**
 * Has the vendor register our webhook where its API can. That it cannot be done is no failure of the configuration:
 * it comes back as a `problem`, and a person does it by hand..
 */
export async function registerWebhook(
  connected: ConnectedProvider,
  url: string | undefined,
  proposedSecret: string,
): Promise<WebhookOutcome> {
  if (url === undefined) {
    return { url, problem: 'PUBLIC_URL is not set, so there is no address to register.' };
  }
  if (!connected.webhooks) return { url };
  try {
    const { id, secret } = await connected.webhooks.register(url, proposedSecret);
    return { url, registered: { externalId: id, secret } };
  } catch (error) {
    if (error instanceof ProviderError) return { url, problem: error.advice };
    throw error;
  }
}
