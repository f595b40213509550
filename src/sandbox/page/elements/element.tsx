import { ButtonElement } from './button-element.tsx';
import { DateElement } from './date-element.tsx';
import type { FieldProps } from './field-props.ts';
import { ListSelect } from './list-select.tsx';
import { OptionElement } from './option-element.tsx';
import { OverflowElement } from './overflow-element.tsx';
import { SearchSelect } from './search-select.tsx';
import { TextInput } from './text-input.tsx';

/** One interactive Block Kit element. */
export function ElementView(props: FieldProps) {
  const { type } = props.field.element;
  switch (type) {
    case 'button':
    case 'workflow_button':
      return <ButtonElement field={props.field} />;
    case 'overflow':
      return <OverflowElement field={props.field} />;
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return <TextInput {...props} />;
    case 'checkboxes':
    case 'radio_buttons':
      return <OptionElement {...props} />;
    case 'datepicker':
    case 'timepicker':
    case 'datetimepicker':
      return <DateElement {...props} />;
    case 'static_select':
    case 'users_select':
    case 'conversations_select':
    case 'channels_select':
      return <ListSelect {...props} />;
    case 'external_select':
      return <SearchSelect {...props} />;
    default:
      return type.startsWith('multi_') ? <SearchSelect {...props} /> : <em>A {type} is not shown here.</em>;
  }
}
