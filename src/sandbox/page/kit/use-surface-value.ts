import { useMemo, useRef, useState } from 'react';
import type { Block } from '../../page-api.ts';
import { useWorkspace } from '../state/workspace.ts';
import type { Field, Option, OptionGroup } from './block-kit.ts';
import { stateWith, valueIn } from './element-state.ts';
import type { Surface } from './surface.ts';
import { type SurfaceState, surfaceState, withValue } from './surface-state.ts';

interface SurfaceOptions {
  container: Surface['container'];
  blocks: Block[];
  errors?: Surface['errors'];
  headingLevel?: Surface['headingLevel'];
}

const NO_ERRORS = {};

/** Holds the inputs of one message or view, and sends its actions. */
export function useSurfaceValue({
  container,
  blocks,
  errors = NO_ERRORS,
  headingLevel = 2,
}: SurfaceOptions): Surface {
  const { act, route } = useWorkspace();
  const [typed, setTyped] = useState<SurfaceState>({});
  const [busy, setBusy] = useState<Field>();
  const [asking, setAsking] = useState<Surface['asking']>();
  const state = useMemo(() => surfaceState(blocks, typed, route.place), [blocks, typed, route.place]);
  // Two changes may come before the next render: the second must build on the first.
  const latest = useRef(typed);

  const send = async (field: Field, details: Record<string, unknown>) => {
    setBusy(field);
    const ids = { action_id: field.actionId, block_id: field.blockId };
    const current = surfaceState(blocks, latest.current, route.place);
    await act('action', { container, action: { ...ids, ...details }, state: current });
    setBusy(undefined);
  };

  const confirmed = (field: Field, run: () => void) => {
    const { confirm } = field.element;
    if (!confirm) return run();
    const answer = (yes: boolean) => {
      setAsking(undefined);
      if (yes) run();
    };
    setAsking({ confirm, answer });
  };

  return {
    container,
    state,
    errors,
    headingLevel,
    isBusy: ({ blockId, actionId }) => busy?.blockId === blockId && busy.actionId === actionId,
    asking,
    read: ({ blockId, actionId }) => valueIn(state[blockId]?.[actionId]),
    change(field, value, { quiet = false } = {}) {
      const set = () => {
        latest.current = withValue(latest.current, field, value);
        setTyped(latest.current);
      };
      if (quiet || !field.dispatches) return set();
      confirmed(field, () => {
        set();
        void send(field, stateWith(field.element, value));
      });
    },
    press: (field, details) =>
      confirmed(field, () => void send(field, { type: field.element.type, ...details })),
    async suggest({ blockId, actionId }, value) {
      const { options = [] } = await act('suggest', { container, blockId, actionId, value });
      return options as unknown as (Option | OptionGroup)[];
    },
  };
}
