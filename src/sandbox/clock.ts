import { z } from 'zod';
import type { ActResult, Panel } from './page-api.ts';
import { openStateFile } from './providers/state-file.ts';

const HOUR_MS = 60 * 60 * 1000;

const STEPS: readonly { id: string; label: string; ms: number }[] = [
  { id: 'hour', label: 'Move on an hour', ms: HOUR_MS },
  { id: 'day', label: 'Move on a day', ms: 24 * HOUR_MS },
  { id: 'week', label: 'Move on a week', ms: 7 * 24 * HOUR_MS },
];

/** The time the bot goes by in the pretend world: a person can move it on, to see what takes days. */
export interface SandboxClock {
  readonly id: 'clock';
  now(): Date;
  panel(): Panel;
  act(action: string): Promise<ActResult>;
  /** Calls `listener` each time the clock was moved; answers the way to stop that. */
  onChange(listener: () => void): () => void;
}

/** Throws where the state file is not one of ours. */
export function createSandboxClock(statePath: string): SandboxClock {
  const file = openStateFile(statePath, (value) => z.object({ offsetMs: z.number() }).parse(value));
  let offsetMs = file.read()?.offsetMs ?? 0;
  const listeners = new Set<() => void>();
  const now = () => new Date(Date.now() + offsetMs);

  return {
    id: 'clock',
    now,
    panel: () => ({
      id: 'clock',
      title: 'Time',
      hints: [
        { label: 'BuildRunner takes it for', value: now().toISOString().slice(0, 16).replace('T', ' ') },
      ],
      sections: [],
      actions: STEPS.map(({ id, label }) => ({ id, label })),
    }),
    async act(action) {
      const step = STEPS.find(({ id }) => id === action);
      if (!step) return { ok: false, error: `There is no step called ${action}.` };
      offsetMs += step.ms;
      await file.save({ offsetMs });
      for (const listener of listeners) listener();
      return { ok: true };
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
