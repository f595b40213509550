import { Fragment, type ReactNode } from 'react';
import type { Channel, Message } from '../../page-api.ts';
import { toRows } from '../state/message-groups.ts';
import { dayName } from '../text/time.ts';
import { Icon } from '../ui/icon.tsx';
import { SCROLLABLE } from '../ui/scrollable.ts';
import { MessageItem } from './message-item.tsx';
import { useStickToEnd } from './use-stick-to-end.ts';

interface MessageListProps {
  /** The log's accessible name. */
  label: string;
  channel: Channel;
  /** Oldest first. */
  messages: Message[];
  inThread?: boolean;
  /** Shown above the messages. */
  children?: ReactNode;
}

/** A log of messages, day by day. New ones are read out by screen readers, because it is a log. */
export function MessageList({ label, channel, messages, inThread = false, children }: MessageListProps) {
  const { list, behind, toEnd } = useStickToEnd(messages.at(-1)?.ts);
  const now = new Date();

  return (
    <div className="message-list-frame">
      <div
        ref={list}
        className={`message-list ${inThread ? 'in-thread' : ''}`}
        role="log"
        aria-label={label}
        {...SCROLLABLE}
      >
        <div>
          {children}
          {toRows(messages).map(({ message, compact, newDay }) => (
            <Fragment key={message.ts}>
              {newDay && !inThread && (
                <p className="day">
                  <span>{dayName(newDay, now)}</span>
                </p>
              )}
              <MessageItem channel={channel} message={message} compact={compact} inThread={inThread} />
            </Fragment>
          ))}
        </div>
      </div>
      {behind && (
        <button type="button" className="button jump-to-end" onClick={toEnd}>
          New messages <Icon name="chevron" />
        </button>
      )}
    </div>
  );
}
