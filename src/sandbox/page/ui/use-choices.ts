import { useEffect, useEffectEvent, useState } from 'react';

export interface Choice {
  key: string;
  label: string;
  detail?: string;
  /** Choices of one group stand together under its name. */
  group?: string;
  chosen?: boolean;
}

/** How long typing must rest before the app is asked, in ms. */
const REST_MS = 120;

interface Answer {
  query: string;
  choices: Choice[];
}

/** The choices for what was typed so far. An answer to an earlier question that comes late is not shown. */
export function useChoices(
  load: (query: string) => Promise<Choice[]>,
  query: string,
  open: boolean,
  minQueryLength: number,
): { choices: Choice[]; loading: boolean } {
  const [answer, setAnswer] = useState<Answer>();
  const wanted = open && query.length >= minQueryLength;

  const ask = useEffectEvent(load);
  useEffect(() => {
    if (!wanted) {
      setAnswer(undefined);
      return;
    }
    let current = true;
    const rest = setTimeout(async () => {
      const choices = await ask(query);
      if (current) setAnswer({ query, choices });
    }, REST_MS);
    return () => {
      current = false;
      clearTimeout(rest);
    };
  }, [wanted, query]);

  return { choices: (wanted && answer?.choices) || [], loading: wanted && answer?.query !== query };
}
