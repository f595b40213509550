import { useEffect } from 'react';
import type { Channel } from '../../page-api.ts';
import { useWorkspace } from '../state/workspace.ts';
import { AppHome } from './app-home.tsx';
import { Conversation } from './conversation.tsx';
import { PlaceHeader, type ShellControls } from './place-header.tsx';

/** The app's own place, with its two tabs: Home, and the direct messages with it. */
export function AppView({ direct, controls }: { direct: Channel | undefined; controls: ShellControls }) {
  const { snapshot, route, act, go } = useWorkspace();
  const onMessages = direct !== undefined && route.place === direct.id;

  useEffect(() => {
    if (!onMessages) void act('home', {});
  }, [onMessages, act]);

  const tab = (label: string, place: string, selected: boolean) => (
    <button
      type="button"
      role="tab"
      id={`tab-${label}`}
      aria-selected={selected}
      aria-controls="app-panel"
      tabIndex={selected ? 0 : -1}
      onClick={() => go({ place })}
      onKeyDown={({ key, currentTarget }) => {
        const other = currentTarget.nextElementSibling ?? currentTarget.previousElementSibling;
        if ((key === 'ArrowRight' || key === 'ArrowLeft') && other instanceof HTMLElement) {
          other.focus();
          other.click();
        }
      }}
    >
      {label}
    </button>
  );

  return (
    <>
      <PlaceHeader title={direct?.name ?? 'BuildRunner'} controls={controls}>
        <div className="tabs" role="tablist" aria-label="BuildRunner">
          {tab('Home', 'home', !onMessages)}
          {direct && tab('Messages', direct.id, onMessages)}
        </div>
      </PlaceHeader>
      <div
        className="app-panel"
        role="tabpanel"
        id="app-panel"
        aria-labelledby={onMessages ? 'tab-Messages' : 'tab-Home'}
      >
        {onMessages ? <Conversation key={direct.id} channel={direct} /> : <AppHome view={snapshot.home} />}
      </div>
    </>
  );
}
