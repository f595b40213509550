import { useEffect, useState } from 'react';
import type { Snapshot } from '../../page-api.ts';
import { shareUnchanged } from './share-unchanged.ts';

export type ConnectionState = 'connecting' | 'open' | 'reconnecting';

/** A browser gives up on a stream that was refused once: from then on asking again, after this many ms, is on us. */
const RETRY_MS = 1_000;

/** The latest snapshot as `as` sees the workspace (undefined: as whoever the server picks), over a server-sent stream. */
export function useSnapshot(as: string | undefined): {
  snapshot: Snapshot | undefined;
  connection: ConnectionState;
} {
  const [snapshot, setSnapshot] = useState<Snapshot>();
  const [connection, setConnection] = useState<ConnectionState>('connecting');

  useEffect(() => {
    let source: EventSource;
    let retry: ReturnType<typeof setTimeout> | undefined;

    const connect = () => {
      source = new EventSource(`/sandbox/api/stream${as ? `?as=${encodeURIComponent(as)}` : ''}`);
      source.onopen = () => setConnection('open');
      source.onmessage = (event: MessageEvent<string>) => {
        const next: Snapshot = JSON.parse(event.data);
        setSnapshot((previous) => shareUnchanged(previous, next));
      };
      source.onerror = () => {
        setConnection('reconnecting');
        if (source.readyState === EventSource.CLOSED) retry = setTimeout(connect, RETRY_MS);
      };
    };

    connect();
    return () => {
      clearTimeout(retry);
      source.close();
    };
  }, [as]);

  return { snapshot, connection };
}
