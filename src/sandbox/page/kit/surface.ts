import { createContext, use } from 'react';
import type { Acts } from '../../page-api.ts';
import type { Confirm, Field, Option, OptionGroup } from './block-kit.ts';
import type { SurfaceState } from './surface-state.ts';

/** The message or view that elements stand in, with the inputs it holds. */
export interface Surface {
  container: Acts['action']['container'];
  state: SurfaceState;
  /** Errors beside their fields, by block id. */
  errors: Readonly<Record<string, string>>;
  /** What a header block is in the page's outline. */
  headingLevel: 2 | 3;
  /** Whether the field's action is on its way to the app. */
  isBusy(field: Field): boolean;
  /** A question to answer before an action goes out. */
  asking: { confirm: Confirm; answer(yes: boolean): void } | undefined;
  /** The field's current value, as it stands in Slack's `state.values`. */
  read(field: Field): unknown;
  /** Sets a field's value and tells the app, where the field is one that tells at once. */
  change(field: Field, value: unknown, options?: { quiet?: boolean }): void;
  /** Sends an action that leaves no value behind: a button, an overflow menu. */
  press(field: Field, details: Record<string, unknown>): void;
  /** Asks the app for the options of an external select. */
  suggest(field: Field, value: string): Promise<(Option | OptionGroup)[]>;
}

export const SurfaceContext = createContext<Surface | undefined>(undefined);

/** The surface around an element. Throws outside of one. */
export function useSurface(): Surface {
  const surface = use(SurfaceContext);
  if (!surface) throw new Error('useSurface is used outside of a surface');
  return surface;
}
