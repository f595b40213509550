import { expect, it } from 'vitest';
import { sourceFiles } from './source-files.ts';

const sizes = sourceFiles().map(({ path, lines }) => ({ path, lines }));

it('keeps every source file under 250 lines', () => {
  expect(sizes.filter(({ lines }) => lines > 250)).toEqual([]);
});

it('keeps the median source file at 80 lines or less', () => {
  const sorted = sizes.map(({ lines }) => lines).sort((a, b) => a - b);
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(80);
});
