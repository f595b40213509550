import type { PanelItem } from '../../page-api.ts';
import { Icon } from '../ui/icon.tsx';
import { PanelActions } from './panel-actions.tsx';

/** The look of the states that vendors have words for; a word not listed here looks neutral. */
const TONES: Readonly<Record<string, string>> = {
  builds: 'good',
  ready: 'good',
  live: 'good',
  active: 'good',
  done: 'good',
  succeeded: 'good',
  building: 'busy',
  queued: 'busy',
  initializing: 'busy',
  'in progress': 'busy',
  started: 'busy',
  error: 'bad',
  failed: 'bad',
  revoked: 'bad',
  blocked: 'bad',
};

/** A thing that a pretend provider holds: a deployment, an issue, a token. */
export function PanelItemView({ panel, item }: { panel: string; item: PanelItem }) {
  const { id, title, detail, state, url, actions } = item;
  return (
    <li className="panel-item" aria-label={title}>
      <div className="panel-item-head">
        {url ? (
          <a href={url} target="_blank" rel="noreferrer">
            {title} <Icon name="external" />
          </a>
        ) : (
          <strong>{title}</strong>
        )}
        {state && <span className={`badge badge-${TONES[state.toLowerCase()] ?? 'neutral'}`}>{state}</span>}
      </div>
      {detail && <p>{detail}</p>}
      <PanelActions panel={panel} item={id} actions={actions} />
    </li>
  );
}
