/**
 * Block Kit's limits, in characters or counts, as Slack's own SDKs state them. Everything that renders keeps to
 * these; nothing else in the house knows them. How long a title or a reason is allowed to be so that it reads well
 * is another matter, and each card's own.
 */
export const LIMITS = {
  messageText: 4000,
  messageBlocks: 50,
  viewBlocks: 100,
  viewTitle: 24,
  viewButton: 24,
  privateMetadata: 3000,
  headerText: 150,
  sectionText: 3000,
  sectionFields: 10,
  fieldText: 2000,
  contextElements: 10,
  contextText: 3000,
  actions: 25,
  buttonText: 75,
  buttonValue: 2000,
  url: 3000,
  optionText: 75,
  optionValue: 150,
  options: 100,
  label: 2000,
  hint: 2000,
  /** Slack states none; its hints beside fields have this one. */
  fieldError: 2000,
  placeholder: 150,
  /** `max_length` of a text that is typed. */
  inputText: 3000,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
} as const;
