import { describe, expect, test } from 'vitest';
import { SOON, type Stage } from './stage.ts';

/** What one does with the elements of a message. */
export function elements(stage: Stage): void {
  describe('elements of messages', () => {
    test('a button sends its action with the state of the whole message', async () => {
      await stage.open();
      const card = stage.article('Preview ready');
      const messageTs = await card.getAttribute('data-ts');
      await card.getByRole('combobox', { name: 'QA verdict' }).selectOption('Passed');
      await expect.poll(() => stage.sent('action').length, SOON).toBe(1);
      await card.getByRole('button', { name: 'Redeploy' }).click();
      await expect.poll(() => stage.sent('action').length, SOON).toBe(2);

      const passed = { text: { type: 'plain_text', text: 'Passed', emoji: true }, value: 'passed' };
      const shared = {
        as: 'U1',
        container: { messageTs, channel: 'C1' },
        state: { c4: { 'preview.verdict': { type: 'static_select', selected_option: passed } } },
      };
      expect(stage.sent('action')).toEqual([
        {
          ...shared,
          action: {
            type: 'static_select',
            action_id: 'preview.verdict',
            block_id: 'c4',
            selected_option: passed,
          },
        },
        {
          ...shared,
          action: {
            type: 'button',
            action_id: 'preview.redeploy',
            block_id: 'c4',
            value: 'pv_1',
            text: { type: 'plain_text', text: 'Redeploy', emoji: true },
          },
        },
      ]);
    });

    test('a confirmation is asked for, and a refusal sends nothing', async () => {
      await stage.open();
      const expire = stage.article('Preview ready').getByRole('button', { name: 'Expire' });
      const question = stage.page.getByRole('alertdialog', { name: 'Expire this preview?' });
      await expire.click();
      await question.getByRole('button', { name: 'Keep' }).click();
      await question.waitFor({ state: 'detached' });
      await expire.click();
      await question.getByRole('button', { name: 'Expire' }).click();
      await expect.poll(() => stage.sent('action').length, SOON).toBe(1);
      expect(stage.sent('action')[0]).toMatchObject({
        action: { action_id: 'preview.expire', value: 'pv_1' },
      });
    });

    test('an overflow menu works by keyboard', async () => {
      await stage.open();
      await stage.article('Preview ready').getByRole('button', { name: 'More options' }).press('Enter');
      await stage.page.keyboard.press('ArrowDown');
      await stage.page.keyboard.press('Enter');
      await expect
        .poll(() => stage.sent('action')[0], SOON)
        .toMatchObject({
          action: { type: 'overflow', action_id: 'preview.more', selected_option: { value: 'expire' } },
        });
    });

    test('a link button opens a tab and tells the app', async () => {
      await stage.open();
      await stage.page
        .context()
        .route('https://web-app-login.example.app/**', (route) => route.fulfill({ body: 'preview' }));
      const tab = stage.page.context().waitForEvent('page');
      await stage.article('Preview ready').getByRole('link', { name: 'Open' }).click();
      await (await tab).getByText('preview').waitFor();
      expect(stage.sent('action')[0]).toMatchObject({ action: { action_id: 'preview.open' } });
    });

    test('a message shortcut names its message', async () => {
      await stage.open();
      const message = stage.article('And mine?');
      await message.hover();
      await message.getByRole('button', { name: 'More actions' }).click();
      await stage.page.getByRole('menuitem', { name: 'Create issue from this' }).click();
      await stage.page.getByRole('dialog', { name: 'Create issue' }).waitFor();
      const ts = await message.getAttribute('data-ts');
      expect(stage.sent('shortcut')).toEqual([
        { as: 'U1', callbackId: 'create-issue', message: { channel: 'C1', ts } },
      ]);
    });
  });
}
