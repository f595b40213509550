import { useWorkspace } from '../state/workspace.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { SCROLLABLE } from '../ui/scrollable.ts';
import { ProviderPanel } from './provider-panel.tsx';

/** The pretend providers: what one would do at the vendor's own site, done here. */
export function Dock({ onClose }: { onClose(): void }) {
  const { snapshot } = useWorkspace();
  return (
    <>
      <header className="dock-header">
        <div>
          <h2>Pretend providers</h2>
          <p>Change something here, as at the vendor. BuildRunner hears of it by signed webhook.</p>
        </div>
        <IconButton icon="close" label="Close the providers" onClick={onClose} />
      </header>
      <div className="dock-panels" {...SCROLLABLE}>
        {snapshot.panels.map((panel, index) => (
          <ProviderPanel key={panel.id} panel={panel} initiallyOpen={index === 0} />
        ))}
      </div>
    </>
  );
}
