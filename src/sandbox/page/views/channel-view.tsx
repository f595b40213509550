import type { Channel } from '../../page-api.ts';
import { Conversation } from './conversation.tsx';
import { PlaceHeader, type ShellControls } from './place-header.tsx';

/** A channel: what it is about, what was said in it, and where to say something. */
export function ChannelView({ channel, controls }: { channel: Channel; controls: ShellControls }) {
  return (
    <>
      <PlaceHeader
        title={
          <>
            <span aria-hidden="true">#</span> {channel.name}
          </>
        }
        topic={channel.topic}
        controls={controls}
      />
      <Conversation channel={channel} />
    </>
  );
}
