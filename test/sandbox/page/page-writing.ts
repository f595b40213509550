import { describe, expect, test } from 'vitest';
import { SOON, type Stage } from './stage.ts';

/** What one does with the composer. */
export function writing(stage: Stage): void {
  describe('writing', () => {
    test('Enter sends a message, Shift+Enter begins a new line, and the answer is shown', async () => {
      await stage.open();
      await stage.composer().fill('hello *there*');
      await stage.composer().press('Shift+Enter');
      await stage.composer().pressSequentially('again');
      await stage.composer().press('Enter');
      await stage.article('hello there').getByText('again').waitFor();
      expect(stage.sent('message')).toEqual([{ as: 'U1', channel: 'C1', text: 'hello *there*\nagain' }]);
      expect(await stage.composer().inputValue()).toBe('');
    });

    test('a slash offers commands, and a command goes out in its two parts', async () => {
      await stage.open();
      await stage.composer().pressSequentially('/bu');
      await stage.page.getByRole('option', { name: '/buildrunner' }).waitFor();
      await stage.composer().press('Enter');
      await stage.composer().pressSequentially('help');
      await stage.composer().press('Enter');
      await stage.page.getByRole('alert').getByText('Sent help').waitFor();
      expect(stage.sent('command')).toEqual([
        { as: 'U1', channel: 'C1', command: '/buildrunner', text: 'help' },
      ]);
    });

    test('an empty channel tells a newcomer what to type', async () => {
      await stage.open({ hash: '#/C2' });
      await stage.page.getByRole('button', { name: '/buildrunner configure vercel' }).click();
      const box = stage.page.getByRole('textbox', { name: 'Message #qa' });
      expect(await box.inputValue()).toBe('/buildrunner configure vercel');
      await box.press('Enter');
      await expect
        .poll(() => stage.sent('command'), SOON)
        .toEqual([{ as: 'U1', channel: 'C2', command: '/buildrunner', text: 'configure vercel' }]);
    });

    test('a thread opens beside its channel and takes answers', async () => {
      await stage.open();
      await stage.page.getByRole('button', { name: '2 replies' }).click();
      const thread = stage.page.getByRole('complementary', { name: 'Thread' });
      await thread.getByText('Looks good').waitFor();
      await thread.getByRole('textbox', { name: 'Reply in thread' }).fill('thanks');
      await stage.page.keyboard.press('Enter');
      await thread.getByText('thanks').waitFor();
      expect(stage.sent('message')[0]).toMatchObject({
        channel: 'C1',
        text: 'thanks',
        threadTs: expect.any(String),
      });
    });
  });
}
