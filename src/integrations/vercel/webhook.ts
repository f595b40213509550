import { z } from 'zod';
import type { InboundRequest, NormalizedDelivery } from '../contract.ts';
import { NotUnderstood } from '../errors.ts';
import { stateOfEvent, targetOf } from './map.ts';

/** The envelope of every webhook: https://vercel.com/docs/webhooks/webhooks-api#payload */
const envelope = z.object({ id: z.string().min(1), type: z.string().min(1), payload: z.unknown() });

const deploymentPayload = z.object({
  deployment: z.object({ id: z.string().min(1) }),
  target: z.string().nullish().catch(undefined),
});

/** Reads a verified delivery. Throws `NotUnderstood` where the body is not what Vercel sends. */
export function normalizeVercel(request: InboundRequest): NormalizedDelivery {
  const { id, type, payload } = read(envelope, parse(request.body), 'the body');
  const state = stateOfEvent(type);
  if (!state) return { deliveryId: id, type, events: [], ignored: `event type not used: ${type}` };
  const { deployment, target } = read(deploymentPayload, payload, 'payload');
  return {
    deliveryId: id,
    type,
    events: [{ kind: 'deployment', externalId: deployment.id, state, target: targetOf(target) }],
  };
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw new NotUnderstood('the body is not JSON', { cause: error });
  }
}

function read<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = [what, ...(issue?.path ?? [])].join('.');
  throw new NotUnderstood(`${where}: ${issue?.message ?? 'not what Vercel sends'}`);
}
