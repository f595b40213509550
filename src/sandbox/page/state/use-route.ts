import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { formatRoute, parseRoute, type Route } from './route.ts';

const ACTOR_KEY = 'sandbox.actor';

function onHashChange(notify: () => void): () => void {
  window.addEventListener('hashchange', notify);
  return () => window.removeEventListener('hashchange', notify);
}

/** The current route, and how to go to another one. Who acts is remembered for the next visit. */
export function useRoute(): [Route, (next: Route) => void] {
  const hash = useSyncExternalStore(onHashChange, () => window.location.hash);
  const route = useMemo(() => {
    const actor = localStorage.getItem(ACTOR_KEY);
    return { ...(actor ? { as: actor } : {}), ...parseRoute(hash) };
  }, [hash]);

  const go = useCallback((next: Route) => {
    if (next.as) localStorage.setItem(ACTOR_KEY, next.as);
    window.location.hash = formatRoute(next);
  }, []);
  return [route, go];
}
