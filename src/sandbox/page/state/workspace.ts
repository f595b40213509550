import { createContext, use } from 'react';
import type { ActResult, Acts, Notice, Snapshot } from '../../page-api.ts';
import type { Route } from './route.ts';

/** What every part of the page shares: what is, and how to do something about it. */
export interface Workspace {
  snapshot: Snapshot;
  route: Route;
  /** Goes somewhere as the same person. */
  go(route: Omit<Route, 'as'>): void;
  /** Becomes someone else, in the same place. */
  actAs(personId: string): void;
  /** Does something as the acting person; a refusal is also shown to them as a notice. */
  act<Name extends keyof Acts>(name: Name, body: Omit<Acts[Name], 'as'>): Promise<ActResult>;
  /** The server's notices and the page's own, oldest first. */
  notices: Notice[];
  dismiss(noticeId: string): void;
}

export const WorkspaceContext = createContext<Workspace | undefined>(undefined);

/** The workspace around a component. Throws outside of one. */
export function useWorkspace(): Workspace {
  const workspace = use(WorkspaceContext);
  if (!workspace) throw new Error('useWorkspace is used outside of a workspace');
  return workspace;
}
