import { z } from 'zod';
import type { IssueAnswer } from './answers.ts';

/** The entity property of an issue that holds our marker: people do not see it, and an edit of theirs does not lose it. */
export const MARKER_PROPERTY = 'buildrunner';

const property = z.object({ marker: z.string() });

/** The marker of an issue that was searched for together with its property. */
export function markerOf({ properties }: IssueAnswer): string | undefined {
  return property.safeParse(properties?.[MARKER_PROPERTY]).data?.marker;
}
