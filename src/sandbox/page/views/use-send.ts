import type { Channel } from '../../page-api.ts';
import { useWorkspace } from '../state/workspace.ts';
import { splitCommand } from './completions.ts';

/**
 * Sends what was typed, as a command where it begins with `/`; false where it was refused. In a thread a
 * command goes out as a message too: there are no commands in threads, and the workspace says so itself.
 */
export function useSend(channel: Channel, threadTs: string | undefined): (typed: string) => Promise<boolean> {
  const { act } = useWorkspace();
  return async (typed) => {
    const text = typed.trim();
    const place = { channel: channel.id };
    const sent =
      text.startsWith('/') && !threadTs
        ? act('command', { ...place, ...splitCommand(text) })
        : act('message', { ...place, text, ...(threadTs ? { threadTs } : {}) });
    return (await sent).ok;
  };
}
