import { useRef, useState } from 'react';
import type { Channel } from '../../page-api.ts';
import { isThreadOnly } from '../state/threads.ts';
import { useWorkspace } from '../state/workspace.ts';
import { Composer } from './composer.tsx';
import { FirstSteps } from './first-steps.tsx';
import { MessageList } from './message-list.tsx';

/** The messages of a channel or a direct message, and the composer under them. */
export function Conversation({ channel }: { channel: Channel }) {
  const { snapshot } = useWorkspace();
  const [draft, setDraft] = useState('');
  const box = useRef<HTMLTextAreaElement>(null);
  const messages = (snapshot.messages[channel.id] ?? []).filter((message) => !isThreadOnly(message));
  const name = channel.kind === 'channel' ? `#${channel.name}` : channel.name;

  const fill = (text: string) => {
    setDraft(text);
    box.current?.focus();
  };

  return (
    <>
      <MessageList label={`Messages in ${name}`} channel={channel} messages={messages}>
        {messages.length === 0 && <FirstSteps name={name} onPick={fill} />}
      </MessageList>
      {!channel.botIsMember && channel.kind === 'channel' && (
        <p className="hint-bar">
          BuildRunner is not in this channel.
          <button type="button" className="chip" onClick={() => fill('/invite @BuildRunner')}>
            /invite @BuildRunner
          </button>
        </p>
      )}
      <Composer label={`Message ${name}`} box={box} channel={channel} draft={draft} onDraft={setDraft} />
    </>
  );
}
