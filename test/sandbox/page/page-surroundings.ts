import { describe, expect, test } from 'vitest';
import { SOON, type Stage } from './stage.ts';

/** Everything beside the conversation. */
export function surroundings(stage: Stage): void {
  describe('around the conversation', () => {
    test('one can become someone else, and stays so after a reload', async () => {
      await stage.open();
      await stage.page.getByRole('button', { name: 'Acting as Ada Lovelace' }).click();
      await stage.page.getByRole('menuitemradio', { name: /Linus Baker/ }).click();
      const switcher = stage.page.getByRole('button', { name: 'Acting as Linus Baker' });
      await switcher.waitFor();
      await stage.composer().fill('me?');
      await stage.composer().press('Enter');
      await expect.poll(() => stage.sent('message'), SOON).toMatchObject([{ as: 'U3' }]);
      await stage.page.goto(stage.server.url);
      await stage.page.reload();
      await switcher.waitFor();
    });

    test('the theme follows the system until one chooses', async () => {
      await stage.open({ colorScheme: 'dark' });
      const ground = () =>
        stage.page.evaluate("getComputedStyle(document.querySelector('main')).backgroundColor");
      expect(await ground()).toBe('rgb(26, 25, 32)');
      await stage.page.getByRole('button', { name: 'Use the light theme' }).click();
      expect(await ground()).toBe('rgb(255, 255, 255)');
      await stage.page.reload();
      await stage.page.getByRole('button', { name: 'Use the dark theme' }).waitFor();
      expect(await ground()).toBe('rgb(255, 255, 255)');
    });

    test('a channel with news is marked until one goes there', async () => {
      await stage.open();
      const news = { ts: '9999999999.000001', user: 'U2', text: 'News', blocks: [], edited: false };
      const flags = { ephemeral: false, broadcast: false, replies: 0 };
      stage.server.change(({ messages }) => ({ messages: { ...messages, C2: [{ ...news, ...flags }] } }));
      await stage.page.getByRole('link', { name: 'qa (unread)' }).click();
      await stage.page.getByRole('log', { name: 'Messages in #qa' }).getByText('News').waitFor();
      expect(await stage.page.getByRole('link', { name: '(unread)' }).count()).toBe(0);
    });

    test('App Home is asked for when one opens it', async () => {
      await stage.open({ hash: '#/home' });
      await stage.page
        .getByRole('tabpanel', { name: 'Home' })
        .getByRole('heading', { name: 'My microsteps' })
        .waitFor();
      expect(stage.sent('home')).toEqual([{ as: 'U1' }]);
      await stage.page.getByRole('tab', { name: 'Messages' }).click();
      await stage.page.getByRole('textbox', { name: 'Message BuildRunner' }).waitFor();
    });

    test('a provider is told what to do, with what it asks for', async () => {
      await stage.open();
      const vercel = stage.page.getByRole('region', { name: 'Vercel' });
      await vercel.getByRole('button', { name: 'Push a branch' }).click();
      const form = vercel.getByRole('form', { name: 'Push a branch' });
      await form.getByRole('textbox', { name: 'Branch' }).fill('feature/x');
      await form.getByRole('combobox', { name: 'The build will' }).selectOption('fail');
      await form.getByRole('button', { name: 'Push a branch' }).click();
      await form.waitFor({ state: 'detached' });
      await vercel
        .getByRole('listitem', { name: 'feature/search' })
        .getByRole('button', { name: 'Break' })
        .click();
      await expect
        .poll(() => stage.sent('panel'), SOON)
        .toEqual([
          { as: 'U1', panel: 'vercel', action: 'push', inputs: { branch: 'feature/x', outcome: 'fail' } },
          { as: 'U1', panel: 'vercel', action: 'break', item: 'dpl_3', inputs: {} },
        ]);
    });

    test('a lost server is said, and found again', async () => {
      await stage.open();
      const port = Number(new URL(stage.server.url).port);
      await stage.server.stop();
      const line = stage.page.getByRole('status').filter({ hasText: 'Reconnecting' });
      await line.waitFor();
      await stage.composer().fill('lost?');
      await stage.composer().press('Enter');
      await stage.page.getByRole('alert').getByText('did not answer').waitFor();
      expect(await stage.composer().inputValue()).toBe('lost?');
      await stage.server.start(port);
      await line.waitFor({ state: 'detached', timeout: 15_000 });
    });
  });
}
