import type { Button } from '@slack/types';
import { button } from '../blocks.ts';

/** Opens the form that deploys a preview; of what this microstep (`p1.s2.ms3`) is about, where one is named. */
export function deployButton(microstep?: string): Button {
  const label = microstep === undefined ? 'Deploy QA preview' : 'Deploy a preview';
  return button('preview:new', label, {
    ...(microstep === undefined ? { style: 'primary' } : { value: microstep }),
  });
}
