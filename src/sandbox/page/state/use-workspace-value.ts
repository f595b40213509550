import { useCallback, useMemo } from 'react';
import type { Acts, Snapshot } from '../../page-api.ts';
import { postAct } from './post-act.ts';
import type { Route } from './route.ts';
import { useNotices } from './use-notices.ts';
import type { Workspace } from './workspace.ts';

/** Joins the latest snapshot, the route and the way to act into what components share. */
export function useWorkspaceValue(
  snapshot: Snapshot | undefined,
  route: Route,
  goTo: (route: Route) => void,
): Workspace | undefined {
  const { own, notify, forget } = useNotices();
  const as = snapshot?.me.id;

  const act = useCallback(
    async <Name extends keyof Acts>(name: Name, body: Omit<Acts[Name], 'as'>) => {
      const result = await postAct(name, { as, ...body } as Acts[Name]);
      if (!result.ok && result.error) notify(result.error);
      return result;
    },
    [as, notify],
  );
  const go = useCallback((next: Omit<Route, 'as'>) => goTo({ ...next, ...(as ? { as } : {}) }), [goTo, as]);
  const actAs = useCallback((person: string) => goTo({ ...route, as: person }), [goTo, route]);
  const dismiss = useCallback(
    (noticeId: string) => {
      if (own.some((notice) => notice.id === noticeId)) forget(noticeId);
      else void act('dismiss', { noticeId });
    },
    [own, forget, act],
  );

  return useMemo(
    () =>
      snapshot && {
        snapshot,
        route: { ...route, place: route.place || firstPlace(snapshot) },
        go,
        actAs,
        act,
        notices: [...snapshot.notices, ...own],
        dismiss,
      },
    [snapshot, route, go, actAs, act, own, dismiss],
  );
}

/** Where a newcomer starts: a channel in which the bot can answer. */
function firstPlace({ channels }: Snapshot): string {
  return (channels.find(({ botIsMember }) => botIsMember) ?? channels[0])?.id ?? 'home';
}
