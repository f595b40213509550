import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** Nearer to the end than this, in pixels, a reader is taken to be at the end. */
const NEAR_PX = 80;

/**
 * Keeps a scrolling list at its end while the reader is there. Someone reading further up is left in peace and
 * told, by `behind`, that there is more below. `newest` names the last entry.
 */
export function useStickToEnd(newest: string | undefined): {
  list: RefObject<HTMLDivElement | null>;
  behind: boolean;
  toEnd: () => void;
} {
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [behind, setBehind] = useState(false);

  const toEnd = useCallback(() => {
    const box = list.current;
    if (box) box.scrollTop = box.scrollHeight;
    setBehind(false);
  }, []);

  useLayoutEffect(() => {
    if (newest === undefined || atEnd.current) toEnd();
    else setBehind(true);
  }, [newest, toEnd]);

  useEffect(() => {
    const box = list.current;
    if (!box) return;
    const onScroll = () => {
      atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
      if (atEnd.current) setBehind(false);
    };
    const grown = new ResizeObserver(() => {
      if (atEnd.current) box.scrollTop = box.scrollHeight;
    });
    box.addEventListener('scroll', onScroll);
    for (const child of [box, ...box.children]) grown.observe(child);
    return () => {
      box.removeEventListener('scroll', onScroll);
      grown.disconnect();
    };
  }, []);

  return { list, behind, toEnd };
}
