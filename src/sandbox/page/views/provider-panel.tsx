import { useId } from 'react';
import type { Panel } from '../../page-api.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Icon } from '../ui/icon.tsx';
import { PanelActions } from './panel-actions.tsx';
import { PanelItemView } from './panel-item.tsx';

/** One pretend provider: what a newcomer must know of it, what it holds, and what can be done to it. */
export function ProviderPanel({ panel, initiallyOpen }: { panel: Panel; initiallyOpen: boolean }) {
  const id = useId();
  return (
    <section className="panel" aria-labelledby={id}>
      <details open={initiallyOpen}>
        <summary>
          <span className="panel-mark" aria-hidden="true">
            {panel.title[0]}
          </span>
          <h3 id={id}>{panel.title}</h3>
          <Icon name="chevron" />
        </summary>
        <div className="panel-body">
          {panel.hints.length > 0 && (
            <dl className="panel-hints">
              {panel.hints.map(({ label, value }) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>
                    <code>{value}</code>
                    <CopyButton label={label} value={value} />
                  </dd>
                </div>
              ))}
            </dl>
          )}
          <PanelActions panel={panel.id} actions={panel.actions} />
          {panel.sections.map(({ title, items }) => (
            <section key={title} className="panel-section" aria-label={title}>
              <h4>{title}</h4>
              {items.length === 0 ? (
                <p className="empty">Nothing yet</p>
              ) : (
                <ul>
                  {items.map((item) => (
                    <PanelItemView key={item.id} panel={panel.id} item={item} />
                  ))}
                </ul>
              )}
            </section>
          ))}
        </div>
      </details>
    </section>
  );
}
