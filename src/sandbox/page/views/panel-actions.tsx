import { useState } from 'react';
import type { PanelAction } from '../../page-api.ts';
import { useWorkspace } from '../state/workspace.ts';
import { PanelActionForm } from './panel-action-form.tsx';

interface PanelActionsProps {
  panel: string;
  /** Absent for what is done to the provider as a whole. */
  item?: string;
  actions: PanelAction[];
}

/** What can be done: at once, or after a few words more. */
export function PanelActions({ panel, item, actions }: PanelActionsProps) {
  const { act } = useWorkspace();
  const [asking, setAsking] = useState<string>();
  const [running, setRunning] = useState<string>();
  const asked = actions.find(({ id }) => id === asking);
  if (actions.length === 0) return null;

  const run = async (action: string, inputs: Record<string, string>) => {
    setRunning(action);
    const { ok } = await act('panel', { panel, action, inputs, ...(item ? { item } : {}) });
    setRunning(undefined);
    if (ok) setAsking(undefined);
  };

  return (
    <div className="panel-actions">
      {actions.map(({ id, label, inputs = [] }) => (
        <button
          key={id}
          type="button"
          className="button button-small"
          aria-busy={running === id}
          aria-expanded={inputs.length > 0 ? asking === id : undefined}
          onClick={() => {
            if (inputs.length === 0) void run(id, {});
            else setAsking(asking === id ? undefined : id);
          }}
        >
          {label}
        </button>
      ))}
      {asked && (
        <PanelActionForm
          key={asked.id}
          action={asked}
          onRun={(inputs) => run(asked.id, inputs)}
          onCancel={() => setAsking(undefined)}
        />
      )}
    </div>
  );
}
