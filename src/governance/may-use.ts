import { decide } from './decide.ts';
import type { Policy } from './policy-schema.ts';

/** Whether BuildRunner may talk to a provider for what nobody asked of it by name: search, sync, reports. */
export function mayUse(policy: Policy, provider: string): boolean {
  return decide(policy, 'provider.use', { role: 'system', provider }).allowed;
}
