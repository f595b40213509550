import { beforeEach, describe, expect, test } from 'vitest';
import { FORM } from './fixture-views.ts';
import type { Stage } from './stage.ts';

/** What one does in a modal. */
export function modals(stage: Stage): void {
  describe('modals', () => {
    const dialog = () => stage.page.getByRole('dialog', { name: 'Create issue' });
    const title = () => dialog().getByRole('textbox', { name: 'Title' });

    beforeEach(async () => {
      await stage.open();
      stage.server.change(() => ({ modals: [FORM] }));
      await dialog().waitFor();
    });

    test('an error stands beside its field and takes the focus there', async () => {
      await title().fill('taken');
      await dialog().getByRole('button', { name: 'Create' }).click();
      await dialog().getByText('An issue of this title exists.').waitFor();
      const described = (await title().getAttribute('aria-describedby'))?.split(' ')[0];
      expect(await stage.page.locator(`[id="${described}"]`).textContent()).toContain(
        'An issue of this title exists.',
      );
      expect(await stage.page.locator(':focus').getAttribute('id')).toBe(await title().getAttribute('id'));
    });

    test('an external select asks the app as one types, and the submit carries the choice', async () => {
      const branch = dialog().getByRole('combobox', { name: 'Branch' });
      await branch.pressSequentially('l');
      await stage.page.getByText('Type at least 2 characters').waitFor();
      expect(stage.sent('suggest')).toEqual([]);
      await branch.pressSequentially('og');
      await stage.page.getByRole('option', { name: 'feature/logout' }).waitFor();
      await branch.press('ArrowDown');
      await branch.press('Enter');
      expect(await branch.inputValue()).toBe('feature/logout');
      expect(stage.sent('suggest').at(-1)).toEqual({
        as: 'U1',
        container: { viewId: 'V-form' },
        blockId: 'branch',
        actionId: 'branch',
        value: 'log',
      });

      await title().fill('Log in');
      await dialog().getByLabel('Task').check();
      await dialog().getByRole('button', { name: 'Create' }).click();
      await dialog().waitFor({ state: 'detached' });
      expect(stage.sent('submit')[0]).toMatchObject({
        as: 'U1',
        viewId: 'V-form',
        state: {
          title: { title: { type: 'plain_text_input', value: 'Log in' } },
          text: { text: { type: 'plain_text_input', value: null } },
          branch: { branch: { type: 'external_select', selected_option: { value: 'feature/logout' } } },
          channel: { channel: { type: 'conversations_select', selected_conversation: 'C1' } },
          notify: { notify: { type: 'checkboxes', selected_options: [{ value: 'moves' }] } },
          kind: { kind: { type: 'radio_buttons', selected_option: { value: 'task' } } },
          due: { due: { type: 'datepicker', selected_date: '2026-11-30' } },
        },
      });
    });

    test('what was typed survives an update of the view, and a view pushed over it', async () => {
      await title().fill('half a tit');
      const help = {
        ...FORM,
        id: 'V-help',
        title: { type: 'plain_text' as const, text: 'Help' },
        blocks: [],
      };
      stage.server.change(() => ({ modals: [{ ...FORM, hash: '2.b', blocks: FORM.blocks.slice(1) }, help] }));
      await stage.page.getByRole('dialog', { name: 'Help' }).getByRole('button', { name: 'Back' }).click();
      expect(await title().inputValue()).toBe('half a tit');
    });

    test('a notice can be read and dismissed inside the modal', async () => {
      stage.server.change(() => ({ notices: [{ id: 'n1', text: 'BuildRunner did not respond in time.' }] }));
      const alert = dialog().getByRole('alert');
      await alert.getByText('did not respond').waitFor();
      await alert.getByRole('button', { name: 'Dismiss' }).click();
      await alert.getByText('did not respond').waitFor({ state: 'detached' });
      expect(stage.sent('dismiss')).toEqual([{ as: 'U1', noticeId: 'n1' }]);
    });

    test('Esc closes, but first a list that is open', async () => {
      await dialog().getByRole('combobox', { name: 'Labels' }).click();
      await stage.page.getByRole('option', { name: 'payments' }).waitFor();
      await stage.page.keyboard.press('Escape');
      expect(stage.sent('close')).toEqual([]);
      await stage.page.keyboard.press('Escape');
      await dialog().waitFor({ state: 'detached' });
      expect(stage.sent('close')).toEqual([{ as: 'U1', viewId: 'V-form' }]);
    });
  });
}
