import { useCallback, useMemo, useState } from 'react';
import type { Notice } from '../../page-api.ts';

/** The page's own notices: what the server could not say, because it did not answer or was not asked. */
export function useNotices(): {
  own: Notice[];
  notify: (text: string) => void;
  forget: (id: string) => void;
} {
  const [own, setOwn] = useState<Notice[]>([]);
  const notify = useCallback((text: string) => {
    setOwn((notices) =>
      notices.some((notice) => notice.text === text)
        ? notices
        : [...notices, { id: crypto.randomUUID(), text }],
    );
  }, []);
  const forget = useCallback((id: string) => {
    setOwn((notices) => notices.filter((notice) => notice.id !== id));
  }, []);
  return useMemo(() => ({ own, notify, forget }), [own, notify, forget]);
}
