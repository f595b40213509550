import type { View } from '../../page-api.ts';
import { BlockList } from '../blocks/block-list.tsx';
import { SurfaceProvider } from '../kit/surface-provider.tsx';
import { useSurfaceValue } from '../kit/use-surface-value.ts';

/** The App Home view, once the app has published one. */
export function AppHome({ view }: { view: View | null }) {
  if (!view) return <p className="empty">BuildRunner is preparing your Home…</p>;
  return <HomeBlocks key={view.id} view={view} />;
}

function HomeBlocks({ view }: { view: View }) {
  const surface = useSurfaceValue({ container: { viewId: view.id }, blocks: view.blocks });
  return (
    <div className="app-home">
      <SurfaceProvider surface={surface}>
        <BlockList blocks={view.blocks} />
      </SurfaceProvider>
    </div>
  );
}
