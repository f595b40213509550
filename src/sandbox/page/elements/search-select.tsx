import { useRef } from 'react';
import { type Candidate, candidatesIn, candidatesOf, keyOf } from '../kit/choices.ts';
import { holdsList } from '../kit/element-state.ts';
import { useSurface } from '../kit/surface.ts';
import { useWorkspace } from '../state/workspace.ts';
import { plain } from '../text/text-object.tsx';
import { Combobox } from '../ui/combobox.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import type { FieldProps } from './field-props.ts';

/** What Slack takes for `min_query_length` where an external select does not say. */
const DEFAULT_MIN_QUERY = 3;

/** A menu searched by typing: the app's own options as one types, or a list of which several may be taken. */
export function SearchSelect({ field, id, describedBy, invalid }: FieldProps) {
  const { read, change, suggest } = useSurface();
  const { snapshot } = useWorkspace();
  const { element } = field;
  const external = element.type.endsWith('external_select');
  const several = holdsList(element);
  const value = read(field);
  const chosen: unknown[] = several ? (value as unknown[]) : [value];
  const offered = useRef<Candidate[]>([]);

  const load = async (query: string) => {
    const found = external
      ? (await suggest(field, query)).flatMap(candidatesIn)
      : candidatesOf(element, snapshot).filter(({ label }) =>
          label.toLowerCase().includes(query.toLowerCase()),
        );
    const taken = new Set(chosen.map(keyOf));
    offered.current = several ? found.filter(({ key }) => !taken.has(key)) : found;
    return offered.current;
  };
  const choose = ({ key }: { key: string }) => {
    const taken = offered.current.find((each) => each.key === key)?.value ?? null;
    change(field, several ? [...chosen, taken] : taken);
  };
  const nameOf = (each: unknown) => {
    if (typeof each !== 'string') return plain((each as { text?: { text: string } } | null)?.text);
    return candidatesOf(element, snapshot).find(({ key }) => key === each)?.label ?? each;
  };

  return (
    <div className="search-select">
      <Combobox
        id={id}
        label={field.label}
        describedBy={describedBy}
        invalid={invalid}
        placeholder={plain(element.placeholder) || 'Search…'}
        shown={several ? '' : nameOf(value)}
        minQueryLength={external ? (element.min_query_length ?? DEFAULT_MIN_QUERY) : 0}
        load={load}
        onChoose={choose}
      />
      {several && chosen.length > 0 && (
        <ul className="chosen" aria-label={`Chosen: ${field.label}`}>
          {chosen.map((each) => (
            <li key={keyOf(each)}>
              {nameOf(each)}
              <IconButton
                icon="close"
                label={`Remove ${nameOf(each)}`}
                onClick={() =>
                  change(
                    field,
                    chosen.filter((other) => keyOf(other) !== keyOf(each)),
                  )
                }
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
