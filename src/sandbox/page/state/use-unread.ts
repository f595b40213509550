import { useEffect, useMemo, useState } from 'react';
import type { Snapshot } from '../../page-api.ts';
import { markRead, type ReadMarks, unreadChannels } from './unread.ts';

/** Which channels have news for the acting person; the open one is marked read as it is shown. */
export function useUnread(snapshot: Snapshot, openChannel: string): ReadonlySet<string> {
  const key = `sandbox.read.${snapshot.me.id}`;
  const [held, setHeld] = useState(() => ({ key, marks: load(key) }));
  const marks = useMemo(
    () => markRead(held.key === key ? held.marks : load(key), snapshot, openChannel),
    [held, key, snapshot, openChannel],
  );

  useEffect(() => {
    localStorage.setItem(key, JSON.stringify(marks));
    setHeld((now) => (now.key === key && now.marks === marks ? now : { key, marks }));
  }, [key, marks]);

  return useMemo(() => unreadChannels(marks, snapshot), [marks, snapshot]);
}

function load(key: string): ReadMarks {
  const stored: ReadMarks = JSON.parse(localStorage.getItem(key) ?? '{}');
  return stored;
}
