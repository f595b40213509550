import { useRoute } from './state/use-route.ts';
import { useSnapshot } from './state/use-snapshot.ts';
import { useWorkspaceValue } from './state/use-workspace-value.ts';
import { WorkspaceContext } from './state/workspace.ts';
import { Shell } from './views/shell.tsx';

/** The pretend Slack workspace. */
export function App() {
  const [route, goTo] = useRoute();
  const { snapshot, connection } = useSnapshot(route.as);
  const workspace = useWorkspaceValue(snapshot, route, goTo);

  return (
    <>
      {connection === 'reconnecting' && (
        <p className="reconnecting" role="status">
          Reconnecting to BuildRunner…
        </p>
      )}
      {workspace ? (
        <WorkspaceContext value={workspace}>
          <Shell />
        </WorkspaceContext>
      ) : (
        <main className="splash" aria-busy="true">
          <h1>BuildRunner sandbox</h1>
          <p>Opening the workspace…</p>
        </main>
      )}
    </>
  );
}
