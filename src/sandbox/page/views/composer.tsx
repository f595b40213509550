import { type KeyboardEvent, type RefObject, useId, useState } from 'react';
import type { Channel } from '../../page-api.ts';
import { useWorkspace } from '../state/workspace.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Listbox } from '../ui/listbox.tsx';
import { type Completion, completionsFor, usageOf } from './completions.ts';
import { useSend } from './use-send.ts';

interface ComposerProps {
  label: string;
  /** The field itself, for whoever wants to put the focus there. */
  box: RefObject<HTMLTextAreaElement | null>;
  channel: Channel;
  /** Set in a thread. */
  threadTs?: string;
  draft: string;
  onDraft(text: string): void;
}

/** Where one writes. Enter sends, Shift+Enter begins a new line, `/` offers commands, `@` offers people. */
export function Composer({ label, box, channel, threadTs, draft, onDraft }: ComposerProps) {
  const { snapshot } = useWorkspace();
  const listId = useId();
  const [closed, setClosed] = useState(false);
  const [active, setActive] = useState(0);
  const send = useSend(channel, threadTs);
  const completions = closed ? [] : completionsFor(draft, snapshot);
  const usage = usageOf(draft, snapshot.commands);
  const open = completions.length > 0;
  const complete = snapshot.commands.some(({ command }) => command === draft.trim());

  const write = (text: string) => {
    setClosed(false);
    setActive(0);
    onDraft(text);
    box.current?.focus();
  };
  const take = (completion: Completion | undefined) => completion && write(completion.text);
  const submit = async () => {
    if (draft.trim() === '') return;
    write('');
    if (!(await send(draft))) onDraft(draft);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey && (!open || complete)) void submit();
    else if (open && (event.key === 'Tab' || event.key === 'Enter') && !event.shiftKey)
      take(completions[active]);
    else if (open && event.key === 'ArrowDown') setActive((active + 1) % completions.length);
    else if (open && event.key === 'ArrowUp')
      setActive((active - 1 + completions.length) % completions.length);
    else if (open && event.key === 'Escape') setClosed(true);
    else return;
    event.preventDefault();
  };

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <textarea
        ref={box}
        rows={1}
        aria-label={label}
        placeholder={label}
        aria-autocomplete="list"
        aria-controls={listId}
        aria-activedescendant={open ? `${listId}-${active}` : undefined}
        value={draft}
        onChange={(event) => write(event.target.value)}
        onBlur={() => setClosed(true)}
        onKeyDown={onKeyDown}
      />
      <div className="composer-foot">
        <p>
          {usage && !threadTs ? (
            <code>{usage}</code>
          ) : (
            <>
              <kbd>{threadTs ? '@' : '/'}</kbd> for {threadTs ? 'people' : 'commands'}, <kbd>Enter</kbd> to
              send
            </>
          )}
        </p>
        <IconButton icon="send" label="Send" type="submit" className="send" disabled={draft.trim() === ''} />
      </div>
      <Listbox
        id={listId}
        label="Suggestions"
        anchor={box}
        open={open}
        choices={completions}
        active={active}
        onChoose={(choice) => take(completions.find(({ key }) => key === choice.key))}
      />
    </form>
  );
}
