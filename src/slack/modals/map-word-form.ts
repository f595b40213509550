import type { ModalView } from '@slack/types';
import { MEANINGS, type UnmappedWord } from '../../issues/word-map.ts';
import { section } from '../blocks.ts';
import { LIMITS } from '../limits.ts';
import { code, escapeMrkdwn, plain } from '../text.ts';
import { FORM_VALUE } from './form-value.ts';

export const MAP_WORD_FORM = 'map-word-form';
/** Where the meaning is chosen. */
export const MEANING_BLOCK = 'meaning';

/** Where the card stands whose button opened the form. */
export interface CardPlace {
  channel: string;
  ts: string;
}

/** Asks what a tracker's own word means here. */
export function mapWordForm(
  { integrationId, field, name }: UnmappedWord,
  providerName: string,
  card: CardPlace | undefined,
): ModalView {
  return {
    type: 'modal',
    callback_id: MAP_WORD_FORM,
    title: plain(`Map a ${field}`, LIMITS.viewTitle),
    submit: plain('Map it', LIMITS.viewButton),
    close: plain('Cancel', LIMITS.viewButton),
    private_metadata: JSON.stringify({ integrationId, field, name, card }),
    blocks: [
      section(
        `The ${field} ${code(name)} of ${escapeMrkdwn(providerName)} is to mean, for all of its issues:`,
      ),
      {
        type: 'input',
        block_id: MEANING_BLOCK,
        label: plain('Meaning', LIMITS.label),
        element: {
          type: 'static_select',
          action_id: FORM_VALUE,
          options: MEANINGS[field].map((meaning) => ({
            text: plain(meaning, LIMITS.optionText),
            value: meaning,
          })),
        },
      },
    ],
  };
}
