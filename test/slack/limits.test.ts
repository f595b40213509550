import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DOCUMENTED_LIMITS, SDK_LIMITS } from '../../src/sandbox/slack/block-kit/limits.ts';
import { LIMITS } from '../../src/slack/limits.ts';

describe('limits', () => {
  it('are those by which the pretend Slack refuses', () => {
    expect(LIMITS).toEqual({
      // A message that is changed later has to keep to the smaller of the two.
      messageText: DOCUMENTED_LIMITS.updatedText,
      messageBlocks: DOCUMENTED_LIMITS.messageBlocks,
      viewBlocks: SDK_LIMITS.view.blocksMaxLength,
      viewTitle: SDK_LIMITS.view.titleMaxLength,
      viewButton: SDK_LIMITS.view.submitMaxLength,
      privateMetadata: SDK_LIMITS.view.privateMetadataMaxLength,
      headerText: SDK_LIMITS.headerBlock.textMaxLength,
      sectionText: SDK_LIMITS.sectionBlock.textMaxLength,
      sectionFields: SDK_LIMITS.sectionBlock.fieldsMaxLength,
      fieldText: DOCUMENTED_LIMITS.sectionFieldText,
      contextElements: SDK_LIMITS.contextBlock.elementsMaxLength,
      contextText: DOCUMENTED_LIMITS.text,
      actions: SDK_LIMITS.actionsBlock.elementsMaxLength,
      buttonText: SDK_LIMITS.buttonElement.textMaxLength,
      buttonValue: SDK_LIMITS.buttonElement.valueMaxLength,
      url: SDK_LIMITS.buttonElement.urlMaxLength,
      optionText: SDK_LIMITS.option.labelMaxLength,
      optionValue: SDK_LIMITS.option.valueMaxLength,
      options: SDK_LIMITS.staticSelectElement.optionsMaxLength,
      label: SDK_LIMITS.inputBlock.labelMaxLength,
      hint: SDK_LIMITS.inputBlock.hintMaxLength,
      fieldError: SDK_LIMITS.inputBlock.hintMaxLength,
      placeholder: SDK_LIMITS.inputInteractiveElement.placeholderMaxLength,
      inputText: DOCUMENTED_LIMITS.plainTextInput,
      confirmTitle: SDK_LIMITS.confirmObject.titleMaxLength,
      confirmText: SDK_LIMITS.confirmObject.textMaxLength,
      confirmButton: SDK_LIMITS.confirmObject.confirmMaxLength,
    });
  });

  it('stand in no file as bare numbers, nor does any cut text without an ellipsis', () => {
    const bare =
      /\b(?:plain|mrkdwn|truncate|codeBlock)\((?:[^()]|\([^()]*\))*,\s*\d+\)|\btext\.slice\(0, \d+\)/;
    const offenders = globSync('src/slack/**/*.ts').filter((file) => bare.test(readFileSync(file, 'utf8')));
    expect(offenders).toEqual([]);
  });

  it('name a type for markup in one place alone', () => {
    const files = globSync('src/slack/**/*.ts').filter((file) =>
      readFileSync(file, 'utf8').includes("type: 'mrkdwn'"),
    );
    expect(files).toEqual(['src/slack/blocks.ts']);
  });
});
