import { describe, expect, test } from 'vitest';
import { violationsOn } from '../../support/axe.ts';
import { FORM } from './fixture-views.ts';
import type { Stage } from './stage.ts';

/** The page as axe sees it, in both themes, wide and narrow. */
export function accessibility(stage: Stage): void {
  describe('accessibility', () => {
    const looks = (['light', 'dark'] as const).flatMap((colorScheme) =>
      [false, true].map((narrow) => ({ colorScheme, narrow })),
    );

    test.each(looks)('axe finds nothing: %o', async (look) => {
      await stage.open(look);
      expect(await violationsOn(stage.page), 'channel').toEqual([]);

      stage.server.change(() => ({ notices: [{ id: 'n1', text: 'BuildRunner did not respond in time.' }] }));
      await stage.page.getByRole('button', { name: '2 replies' }).click();
      await stage.page.getByRole('textbox', { name: 'Reply in thread' }).waitFor();
      expect(await violationsOn(stage.page), 'thread and notice').toEqual([]);
      await stage.page.getByRole('button', { name: 'Close the thread' }).click();

      await stage.page.goto(`${stage.server.url}#/C2`);
      await stage.page.getByRole('heading', { name: /very beginning/ }).waitFor();
      expect(await violationsOn(stage.page), 'empty channel').toEqual([]);

      await stage.page.goto(`${stage.server.url}#/home`);
      await stage.page.getByRole('heading', { name: 'My microsteps' }).waitFor();
      expect(await violationsOn(stage.page), 'App Home').toEqual([]);

      if (look.narrow) {
        await stage.page.getByRole('button', { name: 'Providers' }).click();
        await stage.page.getByRole('dialog', { name: 'Pretend providers' }).waitFor();
        expect(await violationsOn(stage.page), 'providers').toEqual([]);
        await stage.page.getByRole('button', { name: 'Close the providers' }).click();
      }

      stage.server.change(() => ({ modals: [FORM] }));
      const dialog = stage.page.getByRole('dialog', { name: 'Create issue' });
      await dialog.getByRole('textbox', { name: 'Title' }).fill('taken');
      await dialog.getByRole('button', { name: 'Create' }).click();
      await dialog.getByText('An issue of this title exists.').waitFor();
      await dialog.getByRole('combobox', { name: 'Branch' }).fill('feature');
      await stage.page.getByRole('option', { name: 'feature/login' }).waitFor();
      expect(await violationsOn(stage.page), 'modal').toEqual([]);
    });
  });
}
