import { hasCode } from './errors.ts';

/** Removes something. That it is gone already is success. */
export async function unlessGone(remove: () => Promise<unknown>): Promise<void> {
  try {
    await remove();
  } catch (error) {
    if (!hasCode(error, 'not_found')) throw error;
  }
}
