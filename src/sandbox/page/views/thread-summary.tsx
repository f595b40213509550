import type { Channel, Message } from '../../page-api.ts';
import { timeOf } from '../state/message-groups.ts';
import { repliesTo } from '../state/threads.ts';
import { useWorkspace } from '../state/workspace.ts';
import { ago } from '../text/time.ts';
import { Avatar } from '../ui/avatar.tsx';

/** Under a message with replies: who answered, how often, when last, and the way there. */
export function ThreadSummary({ channel, root }: { channel: Channel; root: Message }) {
  const { snapshot, go } = useWorkspace();
  const replies = repliesTo(snapshot.messages[channel.id] ?? [], root.ts);
  const authors = snapshot.people.filter(({ id }) => replies.some(({ user }) => user === id)).slice(0, 3);
  const last = replies.at(-1);

  return (
    <button
      type="button"
      className="thread-summary"
      onClick={() => go({ place: channel.id, thread: root.ts })}
    >
      {authors.map((person) => (
        <Avatar key={person.id} person={person} size="small" />
      ))}
      <strong>{root.replies === 1 ? '1 reply' : `${root.replies} replies`}</strong>
      {last && <span>Last reply {ago(timeOf(last.ts), new Date())}</span>}
    </button>
  );
}
