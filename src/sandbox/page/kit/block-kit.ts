import type { Block } from '../../page-api.ts';

/** The parts of Block Kit that the page itself shows. Reference: https://docs.slack.dev/reference/block-kit */
export interface TextObject {
  type: 'plain_text' | 'mrkdwn';
  text: string;
}

export interface Option {
  text: TextObject;
  value?: string;
  description?: TextObject;
  url?: string;
}

export interface OptionGroup {
  label: TextObject;
  options: Option[];
}

export interface Confirm {
  title: TextObject;
  text: TextObject;
  confirm: TextObject;
  deny: TextObject;
  style?: 'primary' | 'danger';
}

/** Any block element; which of these properties it has depends on its type. */
export interface Element {
  type: string;
  action_id?: string;
  text?: TextObject;
  value?: string;
  url?: string;
  style?: 'primary' | 'danger';
  accessibility_label?: string;
  placeholder?: TextObject;
  confirm?: Confirm;
  options?: Option[];
  option_groups?: OptionGroup[];
  min_query_length?: number;
  multiline?: boolean;
  min_length?: number;
  max_length?: number;
  min_value?: string;
  max_value?: string;
  is_decimal_allowed?: boolean;
  default_to_current_conversation?: boolean;
  dispatch_action_config?: { trigger_actions_on?: ('on_enter_pressed' | 'on_character_entered')[] };
  image_url?: string;
  alt_text?: string;
}

/** A layout block, with the properties that those shown by the page itself have. */
export interface Layout {
  type: string;
  block_id?: string;
  text?: TextObject;
  fields?: TextObject[];
  accessory?: Element;
  elements?: Element[];
  element?: Element;
  label?: TextObject;
  hint?: TextObject;
  optional?: boolean;
  dispatch_action?: boolean;
  title?: TextObject;
  image_url?: string;
  alt_text?: string;
}

/** A block as the page reads it. Its shape is vouched for: the server refuses what Slack would refuse. */
export function layoutOf(block: Block): Layout {
  return block as Layout;
}

/** An element and where it stands: what an action names itself by. */
export interface Field {
  blockId: string;
  actionId: string;
  element: Element;
  /** What the field is called, for those who cannot see what stands around it. */
  label: string;
  /** Whether a change is sent to the app at once. */
  dispatches: boolean;
}

/** The elements of a block that a person can do something with, in order. */
export function fieldsOf(block: Block): Field[] {
  const { type, block_id = '', accessory, element, elements = [], label, dispatch_action } = layoutOf(block);
  const isInput = type === 'input';
  return [accessory, element, ...(type === 'actions' ? elements : [])].flatMap((each) =>
    each?.action_id
      ? [
          {
            blockId: block_id,
            actionId: each.action_id,
            element: each,
            label: label?.text ?? each.placeholder?.text ?? each.action_id,
            dispatches: !isInput || dispatch_action === true,
          },
        ]
      : [],
  );
}
