import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { View } from '../../page-api.ts';
import { BlockList } from '../blocks/block-list.tsx';
import { SurfaceProvider } from '../kit/surface-provider.tsx';
import { useSurfaceValue } from '../kit/use-surface-value.ts';
import { useWorkspace } from '../state/workspace.ts';
import { plain } from '../text/text-object.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { SCROLLABLE } from '../ui/scrollable.ts';

interface ModalViewProps {
  view: View;
  hidden: boolean;
  /** There is a view underneath to go back to. */
  pushed: boolean;
  onClose(): void;
}

/** One view of the modal stack, with the inputs it holds. */
export function ModalView({ view, hidden, pushed, onClose }: ModalViewProps) {
  const { act } = useWorkspace();
  const form = useRef<HTMLFormElement>(null);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [sending, setSending] = useState(false);
  const surface = useSurfaceValue({
    container: { viewId: view.id },
    blocks: view.blocks,
    errors,
    headingLevel: 3,
  });

  useEffect(() => {
    if (Object.keys(errors).length > 0)
      form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [errors]);

  useEffect(() => {
    if (hidden) return;
    const body = form.current?.querySelector<HTMLElement>('.modal-body');
    const field = body?.querySelector<HTMLElement>('input, select, textarea');
    (field ?? body)?.focus();
  }, [hidden]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (sending) return;
    setSending(true);
    const result = await act('submit', { viewId: view.id, state: surface.state });
    setSending(false);
    setErrors(result.errors ?? {});
  };

  return (
    <form ref={form} hidden={hidden} noValidate onSubmit={submit}>
      <header className="modal-header">
        {pushed && <IconButton icon="back" label="Back" onClick={onClose} />}
        <h2 id={`${view.id}-title`}>{plain(view.title)}</h2>
        <IconButton icon="close" label="Close" onClick={onClose} />
      </header>
      <div className="modal-body" {...SCROLLABLE}>
        <SurfaceProvider surface={surface}>
          <BlockList blocks={view.blocks} />
        </SurfaceProvider>
      </div>
      <footer className="modal-footer">
        <button type="button" className="button" onClick={onClose}>
          {plain(view.close) || (view.submit ? 'Cancel' : 'Done')}
        </button>
        {view.submit && (
          <button type="submit" className="button button-primary" aria-busy={sending}>
            {plain(view.submit)}
          </button>
        )}
      </footer>
    </form>
  );
}
