import { expect, test } from 'vitest';
import { buildPage } from '../../../src/sandbox/page-bundle.ts';

test('the page is one script and one style sheet, and asks nobody else for anything', async () => {
  const { html, js, css } = await buildPage();
  const asked = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map((match) => match[1]);
  expect(asked).toEqual(['data:,', '/sandbox/style.css', '/sandbox/app.js']);
  expect(js).not.toMatch(/\bfrom\s*["']|\bimport\s*\(/);
  expect(css).not.toMatch(/@import|url\(/);
});
