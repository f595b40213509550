import { Refusal } from './gate.ts';

/**
 * Waits for what is asked of the gate before a form opens or is searched. Throws `Refusal`, but not where an approval can
 * override it: then the form is filled in to ask for that.
 */
export async function orMayAsk(asked: Promise<void>): Promise<void> {
  try {
    await asked;
  } catch (error) {
    if (!(error instanceof Refusal) || error.approvers.length === 0) throw error;
  }
}
