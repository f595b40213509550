import { useEffect, useRef, useState } from 'react';
import type { Channel } from '../../page-api.ts';
import { repliesTo } from '../state/threads.ts';
import { useMediaQuery } from '../state/use-media-query.ts';
import { useWorkspace } from '../state/workspace.ts';
import { Drawer } from '../ui/drawer.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';

/** A message and its answers, beside the channel they belong to. */
export function ThreadPanel({ channel, root }: { channel: Channel; root: string }) {
  const { snapshot, go } = useWorkspace();
  const narrow = useMediaQuery('(max-width: 960px)');
  const [draft, setDraft] = useState('');
  const box = useRef<HTMLTextAreaElement>(null);
  const messages = snapshot.messages[channel.id] ?? [];
  const first = messages.filter(({ ts }) => ts === root);
  const close = () => go({ place: channel.id });

  useEffect(() => box.current?.focus(), []);

  return (
    <Drawer label="Thread" className="thread" open narrow={narrow} onClose={close}>
      <header className="place-header">
        <div className="place-title">
          <h2>Thread</h2>
          <p>{channel.kind === 'channel' ? `#${channel.name}` : channel.name}</p>
        </div>
        <IconButton icon="close" label="Close the thread" onClick={close} />
      </header>
      <MessageList
        label="Messages in the thread"
        channel={channel}
        messages={[...first, ...repliesTo(messages, root)]}
        inThread
      />
      <Composer
        label="Reply in thread"
        box={box}
        channel={channel}
        threadTs={root}
        draft={draft}
        onDraft={setDraft}
      />
    </Drawer>
  );
}
