import type { Field } from '../kit/block-kit.ts';

/** How an element of a form is tied to the words around it. */
export interface FieldProps {
  field: Field;
  /** The id that the field's `<label>` points at. */
  id?: string;
  /** Ids of the hint and the error beside it. */
  describedBy?: string;
  invalid?: boolean;
}
