import type { Links } from '../links.ts';
import type { Webhook, World } from '../world.ts';
import { written } from './time.ts';

/** A webhook as the API answers it: whoever asks for the secret sees stars. */
export function webhookAnswer(links: Links, world: World, webhook: Webhook) {
  const { id, url, contentType, secret, events, active, createdAt, updatedAt } = webhook;
  const self = links.repository(`/hooks/${id}`);
  const last = world.deliveries.findLast((delivery) => delivery.webhookId === id && delivery.attempts > 0);
  const code = Number(/^answered (\d+)$/.exec(last?.outcome ?? '')?.[1]) || null;
  return {
    type: 'Repository',
    id,
    name: 'web',
    active,
    events,
    config: {
      url,
      content_type: contentType,
      insecure_ssl: '0',
      ...(secret ? { secret: '********' } : {}),
    },
    updated_at: written(updatedAt),
    created_at: written(createdAt),
    url: self,
    test_url: `${self}/test`,
    ping_url: `${self}/pings`,
    deliveries_url: `${self}/deliveries`,
    last_response: {
      code,
      status: code === null ? 'unused' : code < 300 ? 'active' : 'invalid',
      message: last?.outcome ?? null,
    },
  };
}
