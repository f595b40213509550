/**
 * Block Kit limits as Slack's own SDK checks them, in characters or items.
 * Source: slackapi/python-slack-sdk (MIT), `slack_sdk.models`; names follow its classes.
 */
export const SDK_LIMITS = {
  view: {
    titleMaxLength: 24,
    blocksMaxLength: 100,
    closeMaxLength: 24,
    submitMaxLength: 24,
    privateMetadataMaxLength: 3000,
    callbackIdMaxLength: 255,
  },
  option: { labelMaxLength: 75, valueMaxLength: 150 },
  optionGroup: { labelMaxLength: 75, optionsMaxLength: 100 },
  confirmObject: { titleMaxLength: 100, textMaxLength: 300, confirmMaxLength: 30, denyMaxLength: 30 },
  feedbackButtonObject: { textMaxLength: 75, valueMaxLength: 2000 },
  interactiveElement: { actionIdMaxLength: 255 },
  inputInteractiveElement: { placeholderMaxLength: 150 },
  buttonElement: { textMaxLength: 75, urlMaxLength: 3000, valueMaxLength: 2000 },
  imageElement: { imageUrlMaxLength: 3000, altTextMaxLength: 2000 },
  staticSelectElement: { optionsMaxLength: 100, optionGroupsMaxLength: 100 },
  staticMultiSelectElement: { optionsMaxLength: 100, optionGroupsMaxLength: 100 },
  selectElement: { optionsMaxLength: 100, optionGroupsMaxLength: 100 },
  overflowMenuElement: { optionsMaxLength: 5 },
  block: { blockIdMaxLength: 255 },
  sectionBlock: { fieldsMaxLength: 10, textMaxLength: 3000 },
  imageBlock: { imageUrlMaxLength: 3000, altTextMaxLength: 2000, titleMaxLength: 2000 },
  actionsBlock: { elementsMaxLength: 25 },
  contextBlock: { elementsMaxLength: 10 },
  contextActionsBlock: { elementsMaxLength: 5 },
  inputBlock: { labelMaxLength: 2000, hintMaxLength: 2000 },
  headerBlock: { textMaxLength: 150 },
  markdownBlock: { textMaxLength: 12000 },
  videoBlock: { titleMaxLength: 200, authorNameMaxLength: 50 },
  cardBlock: { titleMaxLength: 150, subtitleMaxLength: 150, bodyMaxLength: 200 },
  carouselBlock: { elementsMaxLength: 10 },
  message: { attachmentsMaxLength: 100 },
} as const;

/** Limits that Slack's reference pages state and its SDK does not check (docs.slack.dev/reference). */
export const DOCUMENTED_LIMITS = {
  messageBlocks: 50,
  sectionFieldText: 2000,
  text: 3000,
  checkboxOptions: 10,
  radioOptions: 10,
  plainTextInput: 3000,
  inputFiles: 10,
  accessibilityLabel: 75,
  optionDescription: 75,
  optionUrl: 3000,
  tableRows: 100,
  tableColumns: 20,
  /** `chat.postMessage`: `msg_too_long` above it. */
  messageText: 40_000,
  /** `chat.update`: `msg_too_long` above it. */
  updatedText: 4_000,
  /** Bytes of `metadata.event_payload` as JSON: `metadata_too_large` above it. */
  metadataBytes: 8_192,
  /** Bytes of a view as JSON: `view_too_large` above it. */
  viewBytes: 250_000,
  /** Views in a modal's stack: `push_limit_reached` above it. */
  modalStack: 3,
} as const;
