import { useEffect, useId, useRef } from 'react';
import type { PanelAction } from '../../page-api.ts';

interface PanelActionFormProps {
  action: PanelAction;
  onRun(inputs: Record<string, string>): void;
  onCancel(): void;
}

/** Asks for what an action needs, right where the action stands. */
export function PanelActionForm({ action, onRun, onCancel }: PanelActionFormProps) {
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const { label, inputs = [] } = action;
  useEffect(() => form.current?.querySelector<HTMLElement>('input, select')?.focus(), []);

  return (
    <form
      ref={form}
      className="panel-form"
      aria-label={label}
      onKeyDown={({ key }) => key === 'Escape' && onCancel()}
      onSubmit={(event) => {
        event.preventDefault();
        const values = new FormData(event.currentTarget);
        onRun(Object.fromEntries(inputs.map(({ name }) => [name, String(values.get(name) ?? '')])));
      }}
    >
      {inputs.map(({ name, label: words, initial, options }) => (
        <div key={name}>
          <label htmlFor={`${id}-${name}`}>{words}</label>
          {options ? (
            <select id={`${id}-${name}`} name={name} defaultValue={initial}>
              {options.map((option) => (
                <option key={option}>{option}</option>
              ))}
            </select>
          ) : (
            <input id={`${id}-${name}`} name={name} defaultValue={initial} autoComplete="off" />
          )}
        </div>
      ))}
      <div className="panel-form-foot">
        <button type="button" className="button button-small" onClick={onCancel}>
          Cancel
        </button>
        <button type="submit" className="button button-small button-primary">
          {label}
        </button>
      </div>
    </form>
  );
}
