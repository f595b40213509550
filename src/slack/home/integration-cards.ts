import type { Button, KnownBlock } from '@slack/types';
import type { IntegrationStatus } from '../../integrations/status.ts';
import { actions, button, header, section } from '../blocks.ts';
import { disconnectConfirm } from '../cards/disconnect-offer.ts';
import { statusText } from '../cards/integration-status.ts';

/** What a person may do with an integration. */
export interface IntegrationRights {
  configure: boolean;
  disconnect: boolean;
  test: boolean;
  sync: boolean;
}

/** Settings → Integrations: each as a card with what this person may do about it. */
export function integrationCards(
  integrations: readonly IntegrationStatus[],
  may: IntegrationRights,
  trackers: ReadonlySet<string>,
): KnownBlock[] {
  const cards = integrations.flatMap((integration): KnownBlock[] => {
    const buttons = buttonsOf(integration, may, trackers);
    const card = section(statusText(integration));
    return buttons.length > 0 ? [card, actions(buttons, `integration:${integration.provider}`)] : [card];
  });
  return [header('Settings → Integrations'), ...cards];
}

function buttonsOf(
  { provider: value, name, state }: IntegrationStatus,
  may: IntegrationRights,
  trackers: ReadonlySet<string>,
): Button[] {
  const isConfigured = state !== 'not_configured';
  const offered: Button[] = [];
  if (may.configure) {
    const style = isConfigured ? {} : ({ style: 'primary' } as const);
    offered.push(button('integration:configure', isConfigured ? 'Change' : 'Configure', { value, ...style }));
  }
  if (!isConfigured) return offered;
  if (may.test) offered.push(button('integration:test', 'Test', { value }));
  if (may.sync && trackers.has(value)) offered.push(button('integration:sync', 'Sync now', { value }));
  if (may.disconnect) {
    const confirm = disconnectConfirm(name);
    offered.push(button('integration:disconnect', 'Disconnect', { value, style: 'danger', confirm }));
  }
  return offered;
}
