import type { KnownBlock } from '@slack/types';
import type { MicrostepRow } from '../../store/plan-schema.ts';
import type { PreviewRow } from '../../store/schema.ts';
import { actions, header, lineSections, section } from '../blocks.ts';
import { deployButton } from '../cards/deploy-button.ts';
import { microstepLine } from '../cards/microstep-panel.ts';
import { previewLine } from '../cards/preview-line.ts';

/** What a person works on: their microsteps, their previews, and those of others. */
export function myWorkBlocks(shown: {
  userId: string;
  /** Theirs that are not done. */
  microsteps: readonly MicrostepRow[];
  /** The workspace's latest. */
  previews: readonly PreviewRow[];
  mayDeploy: boolean;
}): KnownBlock[] {
  const { userId, microsteps, previews, mayDeploy } = shown;
  const mine = previews.filter(({ requested_by: by }) => by === userId);
  const others = previews.filter(({ requested_by: by }) => by !== userId);
  const list = (title: string, lines: readonly string[]) =>
    lines.length > 0 ? lineSections([`*${title}*`, ...lines], 1) : [];
  return [
    header('My microsteps'),
    ...(microsteps.length > 0
      ? lineSections(microsteps.map(microstepLine), 1)
      : [section('_None is yours and open. `/buildrunner steps` lists all._')]),
    { type: 'divider' },
    header('Previews'),
    ...list('Mine', mine.map(previewLine)),
    ...list('Of others', others.map(previewLine)),
    ...(previews.length > 0 ? [] : [section('_None yet._')]),
    ...(mayDeploy ? [actions([deployButton()])] : []),
  ];
}
