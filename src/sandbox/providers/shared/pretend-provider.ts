import type { Router } from 'express';
import type { Panel } from '../../page-api.ts';
import type { HostedPush, PretendProvider } from '../provider.ts';
import { type Act, Refused } from './acts.ts';
import type { Engine } from './engine.ts';

/** Puts a pretend provider together; `acts` change the world or throw `Refused`, and are committed here. */
export function pretendProvider(parts: {
  id: string;
  /** As the vendor writes it: `GitHub`. */
  name: string;
  engine: Pick<Engine<unknown, unknown, unknown>, 'commit' | 'commitLater' | 'onChange' | 'start' | 'close'>;
  api: Router;
  panel: () => Panel;
  acts: Readonly<Record<string, Act>>;
  learn?: (push: HostedPush) => void;
}): PretendProvider {
  const { id, name, engine, api, panel, acts, learn } = parts;
  return {
    id,
    api,
    panel,
    async act(action, item, inputs) {
      const act = Object.hasOwn(acts, action) ? acts[action] : undefined;
      if (!act) return { ok: false, error: `${name}'s panel has no action ${action}.` };
      try {
        act(item ?? '', inputs);
      } catch (error) {
        if (error instanceof Refused) return { ok: false, error: error.message };
        throw error;
      }
      await engine.commit();
      return { ok: true };
    },
    ...(learn && {
      learn(push: HostedPush) {
        learn(push);
        engine.commitLater();
      },
    }),
    onChange: engine.onChange,
    start: engine.start,
    close: engine.close,
  };
}
