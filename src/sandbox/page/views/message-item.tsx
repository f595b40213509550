import { memo } from 'react';
import type { Channel, Message, Person } from '../../page-api.ts';
import { BlockList } from '../blocks/block-list.tsx';
import { SurfaceProvider } from '../kit/surface-provider.tsx';
import { useSurfaceValue } from '../kit/use-surface-value.ts';
import { timeOf } from '../state/message-groups.ts';
import { useWorkspace } from '../state/workspace.ts';
import { Mrkdwn } from '../text/mrkdwn.tsx';
import { clock, fullTime } from '../text/time.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Icon } from '../ui/icon.tsx';
import { MessageActions } from './message-actions.tsx';
import { ThreadSummary } from './thread-summary.tsx';

interface MessageItemProps {
  channel: Channel;
  message: Message;
  /** Without avatar and name. */
  compact: boolean;
  inThread: boolean;
}

/** One message: who, when, what, and what can be done with it. */
export const MessageItem = memo(function MessageItem({
  channel,
  message,
  compact,
  inThread,
}: MessageItemProps) {
  const { snapshot } = useWorkspace();
  const author = snapshot.people.find(({ id }) => id === message.user) ?? stranger(message.user);
  const at = timeOf(message.ts);
  const surface = useSurfaceValue({
    container: {
      messageTs: message.ts,
      channel: channel.id,
      ...(message.threadTs ? { threadTs: message.threadTs } : {}),
    },
    blocks: message.blocks,
    headingLevel: inThread ? 3 : 2,
  });
  const time = (
    <time dateTime={at.toISOString()} title={fullTime(at)}>
      {clock(at)}
    </time>
  );

  return (
    <article
      className={`message ${compact ? 'compact' : ''} ${message.ephemeral ? 'ephemeral' : ''}`}
      aria-label={`${author.realName}, ${clock(at)}`}
      data-ts={message.ts}
    >
      <div className="message-gutter">{compact ? time : <Avatar person={author} />}</div>
      <div className="message-content">
        {message.ephemeral && (
          <p className="message-note">
            <Icon name="eye" /> Only visible to you
          </p>
        )}
        {message.broadcast && !inThread && <p className="message-note">Replied to a thread</p>}
        {!compact && (
          <p className="message-author">
            <strong>{author.realName}</strong> {author.isBot && <span className="app-badge">App</span>} {time}
          </p>
        )}
        <SurfaceProvider surface={surface}>
          {message.blocks.length > 0 ? (
            <BlockList blocks={message.blocks} />
          ) : (
            <Mrkdwn source={message.text} />
          )}
        </SurfaceProvider>
        {message.edited && <small className="edited">(edited)</small>}
        {message.replies > 0 && !inThread && <ThreadSummary channel={channel} root={message} />}
      </div>
      {!message.ephemeral && <MessageActions channel={channel} message={message} inThread={inThread} />}
    </article>
  );
});

function stranger(id: string): Person {
  return { id, name: id, realName: id, title: '', isBot: false };
}
