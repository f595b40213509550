import type { ModalView } from '@slack/types';
import type { UnmappedStatus } from '../../issues/status-map.ts';
import { MICROSTEP_STATUSES } from '../../store/plan-schema.ts';
import { section } from '../blocks.ts';
import { LIMITS } from '../limits.ts';
import { code, escapeMrkdwn, plain } from '../text.ts';
import { FORM_VALUE } from './form-value.ts';

export const MAP_STATUS_FORM = 'map-status-form';
/** Where the meaning is chosen. */
export const MEANING_BLOCK = 'meaning';

/** Where the card stands whose button opened the form. */
export interface CardPlace {
  channel: string;
  ts: string;
}

/** Asks what a tracker's own status means here. */
export function mapStatusForm(
  { integrationId, name }: UnmappedStatus,
  providerName: string,
  card: CardPlace | undefined,
): ModalView {
  return {
    type: 'modal',
    callback_id: MAP_STATUS_FORM,
    title: plain('Map a status', LIMITS.viewTitle),
    submit: plain('Map it', LIMITS.viewButton),
    close: plain('Cancel', LIMITS.viewButton),
    private_metadata: JSON.stringify({ integrationId, name, card }),
    blocks: [
      section(`The status ${code(name)} of ${escapeMrkdwn(providerName)} is to mean, for all of its issues:`),
      {
        type: 'input',
        block_id: MEANING_BLOCK,
        label: plain('Meaning', LIMITS.label),
        element: {
          type: 'static_select',
          action_id: FORM_VALUE,
          options: MICROSTEP_STATUSES.map((status) => ({
            text: plain(status, LIMITS.optionText),
            value: status,
          })),
        },
      },
    ],
  };
}
