/** The action id of every input of our forms: its block id tells which. */
export const FORM_VALUE = 'value';
